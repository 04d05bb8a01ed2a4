"""What Aad, an author, is told before agreements are made from the template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

from tests.agreement.templates import NAME, drafts, field, small, small_data, translated
from tests.soak import cases
from workmentor_xblocks.agreement.content.checks.claims import claim_in
from workmentor_xblocks.agreement.content.definition import Definition, from_data
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.core.content.messages import Level

Data = dict[str, Any]
CODES = [rule.code for rule in TEMPLATE.rules]


def first_field(data: Data, **changes: Any) -> None:
    """The field "tasks", which no date and no reader is bound to, changed."""
    data["sections"][0]["fields"][3].update(kind="line", columns=[], **changes)


def clause(data: Data, **changes: Any) -> None:
    data["sections"][1]["clauses"][0].update(changes)


def date(data: Data, **changes: Any) -> None:
    data["sections"][0]["fields"][0].update(changes)


def without(data: Data, name: str, **has: Any) -> None:
    data[name] = [one for one in data[name] if any(one.get(key) != value for key, value in has.items())]


# One change of a sound template for each check, and the path that the check has to name.
MUTANTS: dict[str, tuple[Callable[[Data], object], str]] = {
    # form
    "repeated-id": (lambda d: clause(d, id="start"), "promises/start"),
    "strange-id": (lambda d: first_field(d, id="é tage"), "frame/é tage"),
    "unfit-id": (lambda d: clause(d, id="123456"), "promises/123456"),
    "reserved-id": (lambda d: d["sections"][1].update(id="consent"), "consent"),
    "unknown-word": (lambda d: d["signers"][1].update(when="sometimes"), "signer/guardian/when"),
    "unknown-role": (lambda d: first_field(d, owners=["cook", "employer"]), "frame/tasks/owners"),
    "unread": (lambda d: clause(d, unread=["<stamp/>"]), "promises/safe"),
    "newer-schema": (lambda d: d.update(schema=99), ""),
    # fields
    "no-section": (lambda d: d.update(sections=[]), ""),
    "no-label": (lambda d: first_field(d, label=" "), "frame/tasks/label"),
    "no-options": (lambda d: first_field(d) or d["sections"][0]["fields"][3].update(kind="choice"), "frame/tasks"),
    "no-columns": (lambda d: first_field(d) or d["sections"][0]["fields"][3].update(kind="rows"), "frame/tasks"),
    "no-date": (lambda d: d.update(end_field="finish"), "end_field"),
    "not-a-date": (lambda d: date(d, kind="line"), "frame/start/kind"),
    "optional-date": (lambda d: date(d, required=False), "frame/start/required"),
    "suggestion-does-not-fit": (lambda d: date(d, suggestion="tomorrow"), "frame/start/suggestion"),
    "unused-parts": (lambda d: date(d, options=[{"id": "x", "label": "X"}]), "frame/start"),
    # people
    "required-of-nobody": (lambda d: first_field(d, owners=[], required=True), "frame/tasks/owners"),
    "filled-by-nobody": (lambda d: first_field(d, owners=[]), "frame/tasks/owners"),
    "shut-out": (lambda d: first_field(d, readers=["school"]), "frame/tasks/readers"),
    "promised-by-nobody": (lambda d: clause(d, party=""), "promises/safe/party"),
    "promised-to-oneself": (lambda d: clause(d, to=["employer"]), "promises/safe/to"),
    "nobody-starts": (lambda d: d.update(starters=[]), "starters"),
    # signing
    "no-signer": (lambda d: d.update(signers=[]), "signer"),
    "missing-party": (lambda d: without(d, "signers", role="employer"), "signer"),
    "signs-sometimes": (lambda d: d["signers"][0].update(when="if_named"), "signer/learner/when"),
    "repeated-signer": (lambda d: d["signers"].append({"role": "school", "order": 3}), "signer/school"),
    "no-order": (lambda d: [one.update(order=1) for one in d["signers"]], "in_order"),
    "early-approval": (lambda d: d["signers"].append({"role": "approver", "order": 1}), "signer/approver/order"),
    "no-guardian": (lambda d: without(d, "signers", role="guardian"), "signer"),
    "no-consent": (lambda d: d.update(consent="\n"), "consent"),
    # follow-up
    "no-reviews": (lambda d: d.update(review_plan=[]), "review"),
    "rare-reviews": (lambda d: d["review_plan"][1].update(every=0, week=60), "review/later"),
    "no-last-review": (lambda d: d["review_plan"].pop(), "review"),
    "unread-holidays": (lambda d: d.update(holidays=["2026-12-25", "Christmas"]), "holidays"),
    "no-review-form": (lambda d: d.update(review_fields=[]), "review_field"),
    "no-completion-record": (lambda d: d.update(completion_fields=[]), "completion_field"),
    "no-reasons": (lambda d: without(d, "reasons", purpose="amend"), "reason"),
    "reason-without-meaning": (
        lambda d: d["reasons"].append({"id": "other", "purpose": "terminate", "label": "Other"}),
        "reason/other/means",
    ),
    "missing-meaning": (lambda d: without(d, "reasons", means="left_training"), "reason"),
    "short-retention": (lambda d: d.update(retention={"ended_years": 2}), "retention/ended_years"),
    # wording
    "empty-words": (lambda d: d["reasons"][0].update(label=""), "reason/dates"),
    "empty-section": (lambda d: d["sections"].append({"id": "more", "title": "More"}), "more"),
    "no-status-line": (lambda d: d.update(introduction=""), "introduction"),
    "tangled-length": (lambda d: clause(d, text="a" + "\n" * 2000 + "b"), "promises/safe/text"),
    "tangled-depth": (lambda d: clause(d, text=">" * 11 + " Stop."), "promises/safe/text"),
    "tangled-marks": (lambda d: clause(d, text="`" * 7 + " Stop."), "promises/safe/text"),
    "html": (lambda d: clause(d, text="Nobody works <b>alone</b>."), "promises/safe/text"),
    "too-long": (lambda d: clause(d, text="Nobody works alone. " * 70), "promises/safe/text"),
    "claims-too-much": (lambda d: d.update(consent="My signature is legally binding."), "consent"),
}  # fmt: skip


def codes(definition: Definition) -> set[str]:
    return {finding.code for finding in TEMPLATE.check(definition, display_name=NAME)}


def test_a_sound_template_in_two_languages_leaves_nothing_to_say():
    assert codes(small()) == set()
    assert codes(translated(small(), "nl")) == set()


@pytest.mark.parametrize("code", MUTANTS)
@pytest.mark.shows("agreement promise 23", "agreement misuse 12")
def test_a_mutant_raises_its_check_and_names_the_field(code: str):
    change, path = MUTANTS[code]
    data = small_data()
    change(data)
    found = TEMPLATE.check(from_data(data), display_name=NAME)
    assert {finding.code for finding in found} == {code}, [str(one.message) for one in found]
    assert found[0].path == path
    assert str(found[0].message)  # every slot of the sentence has its value


VARIANTS = {
    "missing-text": lambda d: translated(d, "nl", without="frame/title"),
    "stale-text": lambda d: translated(d, "nl").but(introduction="It says something else now."),
    "unknown-text": lambda d: translated(small(sections=[*small_data()["sections"], LOST]), "nl").but(
        sections=d.sections
    ),
    "empty-variant": lambda d: translated(d, "nl", only="nothing"),
    "never-shown": lambda d: translated(d, "en"),
    "repeated-text": lambda d: translated(translated(d, "nl"), "nl"),
    "strange-language": lambda d: translated(d, "norsk!"),
}
LOST = {"id": "lost", "title": "Lost", "fields": [field("gone", "Gone", "school")]}


@pytest.mark.parametrize("code", VARIANTS)
def test_translations_are_checked_as_those_of_every_block(code: str):
    assert codes(VARIANTS[code](small())) == {code}


def test_every_check_of_templates_has_a_mutant_and_a_code_of_its_own():
    assert len(CODES) == len(set(CODES))
    of_variants = {
        rule.code for rule in TEMPLATE.rules if "{variant}" in rule.msgid or "workplace" in rule.msgid
    }
    assert set(CODES) - of_variants - set(MUTANTS) == {"strange-language"}


@pytest.mark.parametrize("rule", TEMPLATE.rules, ids=CODES)
def test_sentences_are_whole_and_say_what_to_do(rule):
    assert rule.msgid[-1] == "."
    assert rule.msgid.count(". ") + rule.msgid.count(": ") + rule.msgid.count(", ") >= 1


def test_the_gravest_comes_first():
    data = small_data()
    for code in ("no-guardian", "shut-out", "no-consent"):
        MUTANTS[code][0](data)
    levels = [finding.level for finding in TEMPLATE.check(from_data(data), display_name=NAME)]
    assert levels == [Level.ERROR, Level.WARNING, Level.NOTE]


def test_an_empty_template_is_told_what_is_missing_and_not_more():
    assert codes(Definition()) == {
        "no-section", "no-signer", "no-consent", "no-status-line", "no-reviews", "no-reasons", "no-completion-record",
    }  # fmt: skip


def test_a_short_placement_needs_no_review_that_comes_again():
    assert (
        codes(small(review_plan=[{"id": "a", "week": 3, "label": "A"}, {"id": "z", "label": "Z"}])) == set()
    )
    assert codes(small(review_plan=[{"id": "a", "every": 60, "label": "A"}, {"id": "z", "label": "Z"}])) == {
        "rare-reviews"
    }


@pytest.mark.parametrize(
    ("kind", "suggestion", "fits"),
    [("date", "2026-09-01", True), ("date", "1 September", False), ("date", "20260901", False), ("number", "38", True),
     ("number", "-1", False), ("number", "many", False), ("yes_no", "true", True), ("yes_no", "yes", False),
     ("choice", "a", True), ("choice", "A", False), ("line", "anything", True), ("text", "a\nb", True)],
)  # fmt: skip
def test_a_suggestion_fits_its_field(kind: str, suggestion: str, fits: bool):
    one = field("one", "One", "school", kind=kind, suggestion=suggestion)
    if kind == "choice":
        one["options"] = [{"id": "a", "label": "A"}]
    assert ("suggestion-does-not-fit" in codes(small(completion_fields=[one]))) is not fits


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("It is a simple electronic signature.", ""),
        ("This paper is legally binding.", "legally binding"),
        ("A qualified electronic signature.", "qualified electronic signature"),
        ("It is an eIDAS-compliant form.", "eIDAS-compliant"),
        ("This is no qualified signature, and not legally binding.", ""),
        ("This is not a contract. It is legally binding.", "legally binding"),
        ("Never call it an advanced electronic signature.", ""),
        ("Avtalen er juridisk bindende.", "juridisk bindende"),
        ("Avtalen er ikke juridisk bindende.", ""),
        ("Een gekwalificeerde elektronische handtekening.", "gekwalificeerde elektronische handtekening"),
        ("De ondertekening is rechtsgeldig.", "rechtsgeldig"),
        ("Dit is geen rechtsgeldig contract.", ""),
        ("Die Unterschrift ist rechtsverbindlich.", "rechtsverbindlich"),
        ("Un document juridiquement contraignant.", "juridiquement contraignant"),
        ("Sopimus on oikeudellisesti sitova.", "oikeudellisesti sitova"),
    ],
)
@pytest.mark.shows("agreement pitfall 23")
def test_a_text_may_not_claim_more_than_a_simple_electronic_signature(text: str, claim: str):
    assert claim_in(text) == claim


def test_a_claim_in_a_translation_is_found_too():
    definition = translated(small(), "nb")
    data = definition.full()
    for text in data["variants"][0]["texts"]:
        if text["for"] == "consent":
            text["text"] = "Underskriften er juridisk bindende."
    (finding,) = TEMPLATE.check(from_data(data), display_name=NAME)
    assert (finding.code, finding.path) == ("claims-too-much", "variant/nb//consent")


@pytest.mark.soak
@pytest.mark.thorough
@given(drafts())
@settings(max_examples=cases(50, soak=2_000))
def test_any_draft_can_be_checked(definition):
    for finding in TEMPLATE.check(definition, display_name=NAME):
        assert str(finding.message)
