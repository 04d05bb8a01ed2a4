"""The verifier says no more than it checked: up to which event, what rests on later ones, what nobody can read."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.agreement import forging
from tests.agreement.forging import AGAINST, changed, out_of_a_file, signed
from tests.agreement.histories import Making
from tools.proof import PAGE, page
from workmentor_xblocks.agreement.rules.verify_agreement import (
    CHECKS,
    IN_PART,
    LARGEST,
    MOST_TOLD,
    PROVEN,
    STATUS,
    WRONG,
    Verdict,
    examine,
    explain,
    main,
    read,
)


def told(verdict: Verdict) -> str:
    return "\n".join(verdict.sentences())


class TestWhatIsProven:
    def test_all_of_it_where_the_receipt_is_of_the_last_event_and_all_can_be_read(self) -> None:
        honest = signed()
        verdict = examine(honest, honest["head"])
        assert (verdict.status, verdict.proven) == (PROVEN, len(honest["events"]))
        count = len(honest["events"])
        assert verdict.sentences() == [
            f"Your receipt proves the {count} events 0 to {count - 1}: none was changed, moved or taken out.",
            "What happened after that no file can tell.",
            "All is well: this is what the site held when it sent your receipt.",
        ]

    def test_nothing_without_a_receipt(self) -> None:
        for history in (signed(), changed(signed(), forging.anew)):
            verdict = examine(history)
            assert (verdict.status, verdict.proven) == (IN_PART, None)
            assert "may have written all of it anew" in told(verdict)
            assert verdict.sentences()[-1].startswith("Nothing is proven.")
            assert "All is well" not in told(verdict)

    def test_up_to_the_event_of_an_earlier_receipt_and_the_others_are_named(self) -> None:
        """Liga holds the receipt of her signature; Egle and the school signed after her."""
        honest = signed()
        places = [
            n for n, event in enumerate(honest["events"]) if event["kind"] in ("sign", "record_offline")
        ]
        verdict = examine(honest, honest["events"][places[0]]["hash"])
        assert (verdict.status, verdict.proven) == (IN_PART, places[0] + 1)
        words = told(verdict)
        assert f"It does not prove the 2 events {places[1]} to {places[2]}." in words
        hers, *others = honest["signatures"]
        assert f"signature {hers['uuid']}" not in words
        for one in others:
            assert f"signature {one['uuid']}: not proven ({one['role']})" in words
        assert "version 1: that it is in_force is not proven" in words
        assert "that it has this text" not in words
        assert words.endswith("Proven in part.")

    def test_a_version_that_was_fixed_after_the_receipt_is_not_proven(self) -> None:
        honest = signed()
        verdict = examine(honest, honest["events"][1]["hash"])
        assert "version 1: that it has this text is not proven" in told(verdict)

    def test_the_first_event_alone(self) -> None:
        honest = signed()
        assert "Your receipt proves event 0: none" in told(examine(honest, honest["events"][0]["hash"]))

    def test_many_later_events_are_told_in_short(self) -> None:
        made = Making(Random(2))
        for _ in range(100):
            made.edit()
        long = out_of_a_file(made)
        words = examine(long, long["events"][0]["hash"]).sentences()
        assert len(words) < MOST_TOLD + 5
        assert any("more that are not proven" in sentence for sentence in words)


class TestForgeries:
    """What issue 7 tried on it."""

    def test_signatures_that_were_added_after_the_receipt_are_not_proven(self) -> None:
        honest = signed()
        forged = changed(honest, lambda one: forging.add_signature(one, "guardian", "Greta Mertens"))
        assert not examine(forged).problems, "it agrees with itself"
        verdict = examine(forged, honest["head"])
        added = forged["signatures"][-1]["uuid"]
        assert (verdict.status, verdict.proven) == (IN_PART, len(honest["events"]))
        assert f"signature {added}: not proven (guardian)" in told(verdict)
        assert f"It does not prove event {len(honest['events'])}." in told(verdict)
        assert "All is well" not in told(verdict)

    def test_what_is_in_force_cannot_be_erased(self) -> None:
        honest = signed()
        verdict = examine(changed(honest, forging.erase), honest["head"])
        assert verdict.status == WRONG
        assert "tells of an erasure of what had not ended" in told(verdict)

    def test_an_erasure_that_was_added_after_the_receipt_is_not_proven(self) -> None:
        honest = signed()

        def end_and_erase(one: forging.Told) -> None:
            forging.add_event(one, "terminate", "school", data={"on": "2027-01-31"})
            forging.erase(one)

        verdict = examine(changed(honest, end_and_erase), honest["head"])
        assert verdict.status == IN_PART
        words, place = told(verdict), len(honest["events"]) + 1
        assert f"event {place}: not proven (erase, timer" in words
        assert "1 of 1 versions have no text any more. What they said is not proven." in words
        assert "The template has no text any more." in words

    def test_nothing_follows_an_erasure(self) -> None:
        made = Making(Random(3))
        made.signed()
        made.close("terminate", "terminated")
        made.erase()
        made.tell("sign", "learner", whole=True)
        assert "after which nothing follows" in told(examine(out_of_a_file(made)))

    def test_a_draft_may_be_erased_and_what_it_said_is_not_proven(self) -> None:
        made = Making(Random(3))
        made.talk()
        made.erase()
        kept = out_of_a_file(made)
        verdict = examine(kept, kept["head"])
        assert (verdict.status, verdict.problems) == (IN_PART, [])

    def test_a_text_that_nothing_names_is_refused(self) -> None:
        honest = signed()
        forged = changed(honest, lambda one: forging.add_opening(one, "I never agreed to the hours."))
        verdict = examine(forged, honest["head"])
        assert verdict.status == WRONG
        assert "is named by nothing in the history" in told(verdict)

    def test_texts_that_cannot_be_read_are_counted(self) -> None:
        honest = signed()
        verdict = examine(changed(honest, forging.redact), honest["head"])
        count = len(honest["openings"])
        assert verdict.status == IN_PART
        assert f"{count} of {count} texts cannot be read here, 3 of them names under signatures" in told(
            verdict
        )
        assert "All is well" not in told(verdict)

    def test_a_true_is_no_one(self) -> None:
        honest = signed()
        forged = changed(honest, lambda one: one["versions"][0]["body"].update(number=True, schema=True))
        assert examine(forged, honest["head"]).status == WRONG
        assert examine(changed(honest, lambda one: one["signatures"][0].update(version=True))).status == WRONG
        assert examine(changed(honest, lambda one: one["signatures"][0].update(version=1.0))).status == WRONG


CHECK_OF = {sentence: check.code for check in CHECKS for sentence in check.proves}


class TestEachSentence:
    def test_has_a_forgery_against_it(self) -> None:
        assert list(AGAINST) == list(CHECK_OF)

    @pytest.mark.parametrize("sentence", AGAINST)
    def test_is_true_of_a_check_that_finds_what_no_other_finds(
        self, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """So each check is needed for what its sentence says."""
        for seed in range(5):
            honest = signed(seed)
            forged = copy.deepcopy(honest)
            text = AGAINST[sentence](forged)
            if text is None:
                problems = examine(forged, honest["head"]).problems
                assert {problem.check for problem in problems} == {CHECK_OF[sentence]}, problems
            file = tmp_path / "history.json"
            file.write_bytes(text or json.dumps(forged).encode())
            assert main([str(file), "--head", honest["head"]]) == WRONG
            assert capsys.readouterr().out.endswith("This history is not as it was made.\n")

    def test_is_explained_by_the_page_and_by_the_program(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert PAGE.read_text("utf-8") == page(), "make proof_page"
        assert main(["--explain"]) == PROVEN
        out = capsys.readouterr().out
        assert out == explain()
        for check in CHECKS:
            assert all(sentence in out for sentence in check.proves)
            assert check.leaves in out
        assert set(STATUS) == {PROVEN, WRONG, IN_PART}


class TestReading:
    """JSON that two readers could take for two things is no history."""

    def cannot_be_read(self, path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> str:
        file = path / "history.json"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        assert main([str(file)]) == WRONG
        out = capsys.readouterr().out
        assert out.startswith("file: cannot be read")
        return out

    @pytest.mark.parametrize(
        ("now", "then"),
        [
            ('"seq": 0', '"seq": -0'),
            ('"seq": 0', '"seq": 0.0'),
            ('"seq": 1', '"seq": 1.0'),
            ('"seq": 1', '"seq": 1e0'),
            ('"seq": 1', '"seq": 1E0'),
            ('"seq": 1', f'"seq": {"9" * 5000}'),
            ('"seq": 1', '"seq": NaN'),
            ('"seq": 1', '"seq": -Infinity'),
            ('"seq": 1', '"seq": 1, "seq": 1'),
            ('"seq": 1', '"seq": 1, "s\\u0065q": 1'),
            ('"kind": "create"', '"kind": "create\\ud800"'),
            ('"kind": "create"', '"kind": "create\ud800"'),
            ('"kind": "create"', "\"kind\": 'create'"),
            ('"kind": "create"', '"kind": "cre\nate"'),
        ],
    )
    def test_of_a_number_or_text_in_another_form(
        self, now: str, then: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        text = json.dumps(signed(), ensure_ascii=False)
        assert text.count(now)
        self.cannot_be_read(tmp_path, text.replace(now, then, 1), capsys)

    @pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "{} {}", "\ufeff{}", "01", "+1", "1.", '"\\x"'])
    def test_of_what_is_no_json(self, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.cannot_be_read(tmp_path, text, capsys)

    @pytest.mark.parametrize("value", [0, LARGEST, -LARGEST, "é", "😀", None, True, {"a": [{}]}])
    def test_what_has_one_form_is_read_as_it_is(self, value: Any) -> None:
        assert read(json.dumps(value).encode()) == value

    def test_a_larger_number_than_all_readers_hold_is_found_where_it_is_sealed(self) -> None:
        honest = signed()
        assert examine(
            changed(honest, lambda one: one["versions"][0]["body"]["fields"].update(hours=LARGEST + 1))
        ).problems

    def test_without_a_file_it_says_how_it_is_called(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as left:
            main([])
        assert left.value.code == 2
        assert "name the file" in capsys.readouterr().err
