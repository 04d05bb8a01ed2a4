"""What a platform gives to every block of its own, and no block of ours may call something else.

A class of ours stands before the platform's mixins, so a handler named ``start`` takes the place of the date on which
a unit opens: the course's structure could not be stored any more (seen on a running LMS).
"""

from __future__ import annotations

import pytest
from xblock.core import XBlock

from workmentor_xblocks.agreement.pages.block import AgreementBlock
from workmentor_xblocks.scenario.pages.block import ScenarioBlock

# Of LmsBlockMixin, InheritanceMixin, XModuleMixin, EditInfoMixin, AuthoringMixin and UpstreamSyncMixin (Teak).
_OWN = """
chrome default_tab format group_access hide_from_toc merged_group_access publish_completion source_file
user_partitions visible_to_staff_only

close_date course_edit_method days_early_for_beta due edxnotes edxnotes_visibility giturl graceperiod graded
has_deadline_passed in_entrance_exam is_past_due matlab_api_key max_attempts relative_weeks_due rerandomize
self_paced show_correctness show_reset_button showanswer start static_asset_path use_latex_compiler
video_auto_advance video_bumper video_speed_optimizations xqa_key

add_aside always_recalculate_grades bind_for_student category course_id display_name_with_default
display_name_with_default_escaped editable_metadata_fields get_asides get_cds_init_args get_child_by
get_content_titles get_explicitly_set_fields_by_scope get_icon_class get_progress get_required_block_descriptors
has_children_at_depth has_dynamic_children location non_editable_metadata_fields runtime system tooltip_title
url_name xblock_kvs xmodule_runtime

edited_by edited_on published_by published_on subtree_edited_by subtree_edited_on

copied_from_block editor_saved post_editor_saved visibility_view

get_customizable_fields upstream upstream_display_name upstream_version upstream_version_declined
"""
PLATFORM = frozenset(_OWN.split())


@pytest.mark.parametrize("block", [ScenarioBlock, AgreementBlock])
def test_no_name_of_the_platform_means_something_else_in_a_block_of_ours(block: type[XBlock]):
    ours = {
        name
        for base in block.__mro__
        if base.__module__.startswith("workmentor_xblocks")
        for name in vars(base)
    }
    assert not ours & PLATFORM
