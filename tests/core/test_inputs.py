"""What is sent becomes typed values at the door, or a sentence at each field that cannot be used."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import pytest

from workmentor_xblocks.core.content.errors import BadInput, BadValue, TooLarge
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.forms.inputs import (
    Box,
    Day,
    Digits,
    Email,
    Input,
    Name,
    Number,
    Text,
    Tick,
    parsed,
)

REASON = Message("reason", "Say why, in at least {least} characters.")
AGREE = Message("agree", "Tick the sentence.")


class Decline(Input):
    """A form with everything that has a rule of its own."""

    reason: Annotated[str, Text(20, needed=REASON, least=3)]
    consent: Annotated[bool, Box(AGREE)]
    on: Annotated[date, Day()]
    met: Annotated[date | None, Day(is_optional=True)] = None
    name: Annotated[str | None, Name(10)] = None
    email: Annotated[str, Email()] = ""
    code: Annotated[str, Digits()] = ""
    step: Annotated[int, Number()] = 0
    quiet: Tick = False


WHOLE: dict[str, Any] = {"reason": "No time.", "consent": "on", "on": "2026-09-01"}


def refused(**more: Any) -> tuple[type[Exception], dict[str, str]]:
    """What is said of a form, by field."""
    with pytest.raises((BadInput, TooLarge)) as why:
        parsed(Decline, {**WHOLE, **more})
    assert why.value.message in why.value.fields.values(), "the first problem stands above the form"
    return why.type, {name: message.code for name, message in why.value.fields.items()}


def test_a_form_is_typed_and_what_no_field_is_for_is_left_out() -> None:
    form = parsed(Decline, {**WHOLE, "act": "decline", "met": "2026-08-31", "quiet": True, "step": "7"})
    assert (form.on, form.met, form.quiet, form.step) == (date(2026, 9, 1), date(2026, 8, 31), True, 7)
    assert not hasattr(form, "act")


def test_what_was_not_sent_is_told_from_what_was_sent_empty() -> None:
    assert parsed(Decline, WHOLE).name is None
    assert parsed(Decline, {**WHOLE, "name": ""}).name == ""
    assert parsed(Decline, {**WHOLE, "met": ""}).met is None


@pytest.mark.shows("scenario lesson 4")
def test_texts_are_kept_composed_and_without_signs_that_no_table_holds() -> None:
    form = parsed(Decline, {**WHOLE, "reason": "  e\u0301\x00 \ud800no\r\n ", "code": " 123 456 "})
    assert (form.reason, form.code) == ("é no", "123456")


@pytest.mark.parametrize("sent", [None, 7, True, [], {}, 1.5, ["a"]])
def test_what_is_no_text_cannot_be_read(sent: object) -> None:
    assert refused(reason=sent) == (BadInput, {"reason": "not_json"})
    assert refused(name=sent) == (BadInput, {"name": "not_json"})


def test_every_field_that_is_wrong_has_its_sentence() -> None:
    with pytest.raises(BadInput) as why:
        parsed(Decline, {"on": "2026-13-45"})
    assert {name: message.code for name, message in why.value.fields.items()} == {
        "reason": "reason",
        "consent": "agree",
        "on": "date_needed",
    }
    assert str(why.value.message) == "Say why, in at least 3 characters."


@pytest.mark.shows("scenario lesson 15")
def test_more_than_fits_is_too_large_and_says_how_much_does() -> None:
    assert refused(reason="x" * 21) == (TooLarge, {"reason": "text_too_long"})
    assert refused(on="2026-09-010") == (TooLarge, {"on": "text_too_long"})
    assert parsed(Decline, {**WHOLE, "reason": "x" * 20}).reason == "x" * 20


@pytest.mark.parametrize("sent", ["", "no", "  ", None, False, 1, [], "ON"])
def test_a_box_that_has_to_be_ticked_is_asked_for(sent: object) -> None:
    assert refused(consent=sent) == (BadInput, {"consent": "agree"})
    assert parsed(Decline, {**WHOLE, "quiet": sent}).quiet is False


@pytest.mark.parametrize("sent", ["01.09.2026", "2026-9-1", "2026-02-30", "20260901", "soon"])
def test_a_day_is_year_month_day(sent: str) -> None:
    assert refused(on=sent) == (BadInput, {"on": "date_needed"})
    assert refused(met=sent) == (BadInput, {"met": "date_needed"})


@pytest.mark.parametrize("sent", ["www.a.lv", "a@b.lv", "Liga\nOzola", "a://b"])
def test_a_name_is_one_line_and_no_link(sent: str) -> None:
    assert refused(name=sent) == (BadInput, {"name": "name_wrong"})


@pytest.mark.parametrize(("sent", "read"), [(3, 3), ("3", 3), ("0", 0), (-1, -1)])
def test_a_number_may_come_as_text(sent: object, read: int) -> None:
    assert parsed(Decline, {**WHOLE, "step": sent}).step == read


@pytest.mark.shows("scenario lesson 4")
@pytest.mark.parametrize("sent", ["7.0", "٣٨", "1" * 10, None, True, 1.5, "-1", ""])
def test_a_number_is_whole(sent: object) -> None:
    assert refused(step=sent) == (BadInput, {"step": "not_json"})


@pytest.mark.parametrize(("sent", "read"), [(None, None), (3, 3), ("3", 3)])
def test_an_optional_number_may_be_left_out(sent: object, read: int | None) -> None:
    assert Number(is_optional=True).read(sent) == read


@pytest.mark.parametrize(
    "address",
    ["a@localhost", "a@LOCALHOST", "a@b", "a@", "@b.lv", "a b@c.lv", "a@b.lv\nb@c.lv", "x" * 250 + "@a.lv"],
)
def test_these_are_no_addresses(address: str) -> None:
    with pytest.raises(BadValue) as why:
        Email().read(address)
    assert why.value.message.code == "address_wrong"


@pytest.mark.parametrize("address", ["egle@ohm.example", "j.o'neill+x@sub.ohm.example", "a@ohm.co"])
def test_these_are_addresses(address: str) -> None:
    assert Email().read(f" {address} ") == address
