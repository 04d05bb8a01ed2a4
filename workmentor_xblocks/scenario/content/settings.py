"""The settings of a scenario beside its content."""

from __future__ import annotations

from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.settings import LANGUAGE, NAME, Setting, Settings

SETTINGS = Settings(
    (
        NAME,
        Setting(
            "minutes", "integer", _("Minutes a run takes"), _("Said on the first page."), low=1, high=240
        ),
        Setting(
            "feedback",
            "choice",
            _("Consequences and coach notes"),
            _("Beginners learn more when they see both at once."),
            choices=(("now", _("At once")), ("end", _("In the debrief")), ("never", _("Never"))),
        ),
        Setting(
            "ask_reason",
            "boolean",
            _("Ask for a reason before the consequence"),
            _("One line, always optional."),
        ),
        Setting(
            "show_plans",
            "boolean",
            _("Show my plans from this course"),
            _(
                "People see what they plan to do on Monday, from all scenarios of this course: their own plans only. "
                "A scenario without scenes shows nothing else: it suits a course's last unit."
            ),
        ),
        LANGUAGE,
        Setting(
            "scoring",
            "choice",
            _("Grading"),
            _("Without a grade people try more. Completion is at the debrief either way."),
            choices=(
                ("none", _("Not graded")),
                ("decisions", _("By decisions")),
                ("outcome", _("By the ending")),
            ),
        ),
        Setting(
            "policy",
            "choice",
            _("Which run counts"),
            choices=(
                ("best", _("The best")),
                ("first", _("The first")),
                ("last", _("The last")),
                ("mean", _("The mean of all")),
            ),
        ),
        Setting(
            "weight", "number", _("Points in the gradebook"), _("Used only when graded."), low=0, high=1000
        ),
    )
)
