"""What the usual template holds: the parts of an agreement on learning at work, and who does what in them."""

from __future__ import annotations

import re

import pytest

from tests.agreement.preset_texts import OFFERED
from workmentor_xblocks.agreement.content.definition import (
    ChangeClass,
    Definition,
    Field,
    Kind,
    Purpose,
    Role,
    When,
)


def the_default() -> Definition:
    return OFFERED["vet_default"].definition


def fields_of(definition: Definition) -> dict[str, Field]:
    return dict(definition.field_by_id)


def test_its_parts_are_those_of_an_agreement_on_learning_at_work():
    assert [section.id for section in the_default().sections] == [
        "parties", "frame", "learning", "learner_promises", "school_promises", "employer_promises", "mentoring",
        "safety", "follow_up", "assessment", "trouble", "privacy", "pay_insurance", "support", "change_end",
        "sign_off",
    ]  # fmt: skip


def test_the_usual_numbers_are_suggested_and_can_be_changed():
    numbers = {
        field.id: field.suggestion
        for field in the_default().fields
        if field.kind == Kind.NUMBER and field.suggestion
    }
    assert numbers == {"answer_days": "2", "visit_weeks": "6", "mentor_hours": "1", "meeting_days": "5"}
    assert fields_of(the_default())["risk_date"].kind == Kind.DATE


def test_they_meet_in_the_first_week_in_the_third_every_eight_weeks_and_at_the_end():
    steps = [(step.week, step.every) for step in the_default().review_plan]
    assert steps == [(1, 0), (3, 0), (0, 8), (0, 0)]
    suggested = fields_of(the_default())["reviews"].suggestion
    assert all(words in suggested for words in ("week 1", "week 3", "8 weeks", "at the end"))


def test_school_mentor_and_learner_may_begin_and_the_learner_signs_first():
    template = the_default()
    assert set(template.starters) == {Role.SCHOOL, Role.MENTOR, Role.LEARNER}
    assert template.in_order
    assert [(signer.role, signer.when, signer.order) for signer in template.signers] == [
        (Role.LEARNER, When.ALWAYS, 1),
        (Role.GUARDIAN, When.IF_MINOR, 1),
        (Role.EMPLOYER, When.ALWAYS, 2),
        (Role.MENTOR, When.IF_NAMED, 2),
        (Role.SCHOOL, When.ALWAYS, 3),
        (Role.APPROVER, When.IF_NAMED, 4),
    ]


def test_each_party_promises_something_and_only_parties_do():
    promising = {clause.party for clause in the_default().clauses}
    assert promising == {Role.LEARNER, Role.SCHOOL, Role.EMPLOYER, Role.MENTOR}
    named = {role for clause in the_default().clauses for role in clause.to}
    assert named <= set(Role)


def test_everything_to_fill_in_says_by_whom_and_what_a_change_of_it_means():
    template = the_default()
    for field in (*template.fields, *template.review_fields, *template.completion_fields):
        assert field.owners
        assert set(field.owners) <= set(Role)
        assert field.change in set(ChangeClass)
        assert field.kind in set(Kind)
        assert re.fullmatch(r"[a-z][a-z0-9_]*", field.id)
        assert bool(field.options) is (field.kind == Kind.CHOICE)
        assert bool(field.columns) is (field.kind == Kind.ROWS)


@pytest.mark.parametrize(
    ("change", "ids"),
    [
        (ChangeClass.MATERIAL, "programme start end hours place outcomes tasks allowed pay accident notice"),
        (ChangeClass.NOTICE, "teacher evidence own_goals mentor_meetings visit_weeks reviews support_needs"),
        (ChangeClass.CONTACT, "learner_emergency work_emergency"),
    ],
)
def test_what_a_change_means_is_said_field_by_field(change, ids):
    fields = fields_of(the_default())
    assert {name: fields[name].change for name in ids.split()} == dict.fromkeys(ids.split(), change)


@pytest.mark.shows("agreement promise 24")
def test_what_the_agreement_cannot_do_without_is_required():
    required = {field.id for field in the_default().fields if field.required}
    wanted = (
        "programme level type start end hours place outcomes tasks criteria who_decides question pay expenses "
        "clothing accident liability risk_date induction equipment not_allowed notice complaints data_notice"
    )
    assert set(wanted.split()) <= required


def test_the_dates_of_the_placement_are_where_the_block_looks_for_them():
    template = the_default()
    for name in (template.start_field, template.end_field):
        assert fields_of(template)[name].kind == Kind.DATE


def test_what_somebody_needs_is_seen_by_learner_and_school_only():
    restricted = {field.id: set(field.readers) for field in the_default().fields if field.readers}
    assert restricted == {
        "support_consent": {Role.LEARNER, Role.SCHOOL},
        "support_needs": {Role.LEARNER, Role.SCHOOL},
    }
    assert all(not field.required for field in the_default().sections[-3].fields)


def test_reasons_tell_who_changed_company_from_who_left():
    template = the_default()
    assert len(template.reasons_for(Purpose.DECLINE)) == 6
    assert len(template.reasons_for(Purpose.AMEND)) == 7
    means = {reason.id: reason.means for reason in template.reasons_for(Purpose.TERMINATE)}
    assert means["end_changed_company"] == "changed_company"
    assert means["end_learner"] == "left_training"
    assert len(means) == 9
    assert set(means.values()) == {"changed_company", "left_training", "other"}


def test_learner_mentor_and_school_each_have_their_say_in_a_review():
    fields = {field.id: field for field in the_default().review_fields}
    assert [option.id for option in fields["progress"].options] == [
        "not_yet",
        "with_help",
        "alone",
        "can_teach",
    ]
    voices = {f"voice_{role}": (role,) for role in (Role.LEARNER, Role.MENTOR, Role.SCHOOL)}
    assert {name: fields[name].owners for name in voices} == voices
    assert [column.id for column in fields["actions"].columns] == ["what", "who", "by"]


def test_the_record_at_the_end_holds_hours_outcomes_and_what_both_have_to_say():
    fields = {field.id: field.kind for field in the_default().completion_fields}
    assert fields == {
        "real_start": Kind.DATE,
        "real_end": Kind.DATE,
        "hours_done": Kind.NUMBER,
        "result": Kind.CHOICE,
        "outcomes_reached": Kind.ROWS,
        "mentor_statement": Kind.TEXT,
        "learner_statement": Kind.TEXT,
        "job_offered": Kind.YES_NO,
    }


def test_what_the_text_says_about_keeping_is_what_the_template_does():
    kept = the_default().retention
    assert (kept.draft_months, kept.declined_months, kept.ended_years) == (12, 24, 3)
    assert (kept.tombstone_years, kept.address_days) == (10, 90)
    assert "Three years after the year" in fields_of(the_default())["data_notice"].suggestion
    assert f"{the_default().objection_days} days" in fields_of(the_default())["how_change"].suggestion
