"""An exported history is checked by one file: honest ones pass, and of any other the record is named."""

from __future__ import annotations

import ast
import copy
import json
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import jcs
import pytest
import rfc8785
from hypothesis import given, strategies as st

from tests.agreement.histories import NAMES, SENTENCES, Making, history, some_values
from tests.agreement.tampering import KINDS, cut_the_tail, leaves, other, tamper
from tools.testrun import pythons
from workmentor_xblocks.agreement.rules import body, verify_agreement
from workmentor_xblocks.agreement.rules.verify_agreement import (
    body_hash,
    canonical,
    commitment,
    event_hash,
    examine,
    main,
    verify,
)

pytestmark = pytest.mark.thorough

FILE = Path(verify_agreement.__file__)
JAVASCRIPT = Path(__file__).with_name("canonical.mjs")
SUPPORTED = ["3.9", "3.10", "3.11", "3.12", "3.13"]


@cache
def file(seed: int) -> str:
    """A history as it stands in a file."""
    return json.dumps(history(Random(seed)))


def export(seed: int) -> dict[str, Any]:
    """A history as it comes out of a file."""
    kept: dict[str, Any] = json.loads(file(seed))
    return kept


# --- canonical bytes --------------------------------------------------------------------------------------------------


def bodies(count: int) -> list[dict[str, Any]]:
    """Bodies with everything that is sealed in them laid open, so that people's texts are in them."""
    found = []
    for seed in range(count):
        made = Making(Random(seed))
        made.talk()
        made.freeze()
        text = made.versions[-1]["body"]
        opened = {sealed: opening["value"] for sealed, opening in made.openings.items()}
        values = {**some_values(Random(seed)), **body.values_of(text, opened)}
        found.append({**text, "values": values, "people": body.people_of(text, opened)})
    return found


def scripts(texts: list[str]) -> set[str]:
    return {unicodedata.name(sign).split()[0] for text in texts for sign in text if sign.isalpha()}


@pytest.mark.shows("agreement pitfall 13", "agreement goal 7")
def test_the_bytes_are_those_of_rfc_8785_in_python_and_in_javascript():
    made = bodies(1000)
    ours = [canonical(one) for one in made]

    assert scripts([str(one["values"]) + str(one["people"]) for one in made]) >= {
        "LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "CJK", "KATAKANA", "HANGUL",
    }  # fmt: skip
    assert ours == [rfc8785.dumps(one) for one in made]
    assert ours == [jcs.canonicalize(one) for one in made]
    lines = "\n".join(json.dumps(one) for one in made)
    node = subprocess.run(["node", JAVASCRIPT], input=lines.encode(), capture_output=True, check=True)
    assert ours == node.stdout.split(b"\n")


_TEXT = st.text(st.characters(codec="utf-8")).map(lambda text: unicodedata.normalize("NFC", text))
_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(max_codepoint=127)), inner),
)


@given(_VALUE)
def test_any_value_that_is_allowed_has_the_bytes_of_rfc_8785(value: Any):
    assert canonical(value) == rfc8785.dumps(value) == jcs.canonicalize(value)


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        1.0,
        float("nan"),
        2**53,
        -(2**53),
        "e\u0301",
        "\ud800",
        {"ø": 1},
        {1: 1},
        b"x",
        {1},
        [[{"a": 0.5}]],
    ],
)
@pytest.mark.shows("agreement pitfall 13")
def test_what_has_more_than_one_form_is_refused(value: Any):
    with pytest.raises(ValueError, match=r"."):
        canonical(value)


def test_a_commitment_is_the_hash_of_salt_and_value():
    salt = "07" * 32
    # By hand: 32 bytes 07, then "Līga" with its quotes, into sha256sum.
    assert commitment(salt, "Līga") == "90e7bd6594889539d8d359e9d5f9cd394831ac3707efed450d1275de12f748c9"


@pytest.mark.parametrize("salt", ["", "07" * 31, "07" * 33, "0A" * 32, "07 " * 32, "xy" * 32])
def test_a_salt_has_one_form(salt: str):
    with pytest.raises(ValueError, match="salt"):
        commitment(salt, "Liga")


def test_the_hash_of_an_event_is_not_of_itself():
    event = export(1)["events"][0]
    assert event_hash(event) == event["hash"]


# --- honest ones ------------------------------------------------------------------------------------------------------


def test_nothing_is_found_in_500_honest_histories():
    found = {seed: verify(one, one["head"]) for seed in range(500) for one in [export(seed)]}
    assert not {seed: problems for seed, problems in found.items() if problems}


def test_the_made_up_histories_have_everything_in_them():
    many = [export(seed) for seed in range(500)]
    states = {version["state"] for one in many for version in one["versions"]}
    assert states == {"working", "frozen", "in_force", "superseded", "abandoned"} - {"frozen"}
    assert {opening["state"] for one in many for opening in one["openings"]} == {"open", "redacted", "erased"}
    assert {signature["void"] for one in many for signature in one["signatures"]} == {True, False}
    assert any(version["body"] is None for one in many for version in one["versions"])


def test_a_receipt_from_earlier_holds_as_long_as_its_event_is_there():
    one = export(3)
    assert verify(one, one["events"][2]["hash"]) == []
    assert verify(one, f" {one['head'].upper()}\n") == []


@pytest.mark.shows("agreement goal 5")
def test_without_a_receipt_nobody_can_see_that_the_end_is_missing_and_with_it_everybody_does():
    one = export(3)
    head = one["head"]
    cut_the_tail(Random(1), one)
    assert any(problem.startswith("head: ") for problem in verify(one, head))


@pytest.mark.shows("agreement pitfall 17", "agreement promise 17")
def test_a_person_who_is_erased_leaves_the_chain_whole():
    made = Making(Random(5))
    made.signed()
    made.retire(count=len(made.openings))
    kept = made.exported()
    assert verify(kept, kept["head"]) == []
    assert not [name for name in NAMES if name in json.dumps(kept, ensure_ascii=False)]


def test_after_the_years_of_keeping_hashes_and_dates_still_prove_the_order():
    made = Making(Random(6))
    made.signed()
    made.close("terminate", "terminated")
    made.erase()
    kept = made.exported()
    kept["template"]["text"] = None
    assert verify(kept, kept["head"]) == []
    words = json.dumps(kept, ensure_ascii=False)
    assert not [text for text in (*NAMES, *SENTENCES) if text in words]


# --- everything else --------------------------------------------------------------------------------------------------


@pytest.mark.shows("agreement goal 5", "agreement promise 18")
def test_of_500_damaged_histories_500_are_found_and_the_record_is_named():
    found, used = 0, set()
    for seed in range(500):
        chance = Random(seed)
        honest = export(seed)
        damaged, names = tamper(chance, honest)
        problems = verify(damaged, honest["head"])
        assert any(problem.startswith(names) for problem in problems), (seed, names, problems)
        found += 1
        used.add(names[0].split(" ")[0])
    assert found == 500
    assert used >= {"event", "version", "signature", "opening", "template:", "head:", "history:"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.shows("agreement goal 5")
def test_each_kind_of_damage_is_found_every_time(kind: Any):
    tried = 0
    for seed in range(60):
        honest = export(seed)
        if not honest["signatures"] or not honest["openings"] or len(honest["versions"]) < 2:
            continue
        if not any(version["body"] for version in honest["versions"]):
            continue
        damaged = copy.deepcopy(honest)
        names = tuple(f"{name}: " for name in kind(Random(seed), damaged))
        problems = verify(damaged, honest["head"])
        assert any(problem.startswith(names) for problem in problems), (seed, names, problems)
        tried += 1
    assert tried > 10


@pytest.mark.shows("agreement goal 5")
def test_every_single_value_of_one_history_counts():
    honest = next(one for one in map(export, range(100)) if len(one["signatures"]) > 4)
    chance = Random(1)
    for path in leaves(honest):
        damaged = copy.deepcopy(honest)
        at: Any = damaged
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = other(chance, at[path[-1]])
        assert verify(damaged, honest["head"]), path


def test_a_part_that_is_taken_out_or_put_in_is_found():
    honest = export(3)
    for path in leaves(honest):
        if not isinstance(path[-1], str) or path[-1] in ("salt", "value"):
            continue  # what an erased opening may leave out
        damaged = copy.deepcopy(honest)
        at: Any = damaged
        for key in path[:-1]:
            at = at[key]
        at[f"{path[-1]}_"] = at.pop(path[-1])
        assert verify(damaged, honest["head"]), path


def test_a_history_that_was_written_anew_from_some_event_on_is_found_by_a_receipt():
    honest = export(3)
    forged = copy.deepcopy(honest)
    previous = ""
    for event in forged["events"]:
        event["at"] = event["at"].replace("2026", "2025")
        event["previous"] = previous
        previous = event["hash"] = event_hash(event)
    forged["head"] = previous
    for signature in forged["signatures"]:
        signature["at"] = signature["at"].replace("2026", "2025")
    assert verify(forged) == []
    assert [problem.split(":")[0] for problem in verify(forged, honest["head"])] == ["head"]


def test_a_text_that_was_changed_with_its_hash_does_not_fit_what_was_signed():
    honest = next(
        one for one in map(export, range(100)) if len(one["signatures"]) > 4 and one["versions"][-1]["body"]
    )
    version = next(one for one in honest["versions"] if one["state"] == "in_force")
    version["body"]["fields"]["hours"] = 60
    version["sha256"] = body_hash(version["body"])
    number = version["number"]
    assert any(problem.startswith(f"version {number}: event") for problem in verify(honest))


def test_an_opening_says_what_was_sealed_or_nothing():
    made = Making(Random(8))
    made.talk()
    sealed = next(iter(made.openings))
    made.openings[sealed].update(state="redacted", salt="")
    assert verify(made.exported()) == [f"opening {sealed}: is neither open nor erased"]


# --- what is no history -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", [None, [], "x", {}, {"format": "other"}, {"format": verify_agreement.FORMAT}, 1.5, {"format": 1}]
)
def test_what_is_no_history_is_said_to_be_none(value: Any):
    assert verify(value)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@given(st.integers(0, 30), st.integers(0), _JSON)
def test_it_never_breaks_whatever_stands_in_the_file(seed: int, place: int, value: Any):
    damaged = export(seed)
    places = list(leaves(damaged))
    path = places[place % len(places)]
    path = path[: 1 + place % len(path)]
    at: Any = damaged
    for key in path[:-1]:
        at = at[key]
    before = copy.deepcopy(at[path[-1]])
    at[path[-1]] = value
    assert isinstance(verify(damaged, "0" * 64), list)
    if json.dumps(value) != json.dumps(before):
        assert verify(damaged)


def test_a_file_cannot_steer_the_terminal_of_who_reads_it():
    forged = export(1)
    forged["versions"][0]["kind"] = "\x1b[2J"
    forged["signatures"] = [{"uuid": "\x1b]0;you\x07" * 50}]
    assert verify(forged)
    assert all(problem.isprintable() and len(problem) < 250 for problem in verify(forged))


# --- by hand ----------------------------------------------------------------------------------------------------------


@pytest.mark.shows("agreement goal 6a")
def test_it_is_one_file_that_any_supported_python_reads():
    text = FILE.read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 9))
    used = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
        )
    }
    assert used <= sys.stdlib_module_names


def installed() -> list[Path]:
    found = (pythons.find(version, with_pip=False) for version in SUPPORTED)
    return [path for path in found if path is not None]


@pytest.mark.parametrize("python", installed(), ids=lambda path: path.name)
@pytest.mark.shows("agreement goal 6a")
def test_it_runs_alone_and_answers_in_sentences(python: Path, tmp_path: Path):
    good, bad = tmp_path / "history.json", tmp_path / "changed.json"
    honest = next(
        one for one in map(export, range(100)) if one["signatures"] and examine(one, one["head"]).status == 0
    )
    good.write_text(json.dumps(honest, ensure_ascii=False), "utf-8")
    honest["signatures"][0]["role"] = "guardian"
    bad.write_text(json.dumps(honest), "utf-8")

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [str(python), "-I", str(FILE), *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={"PYTHONUTF8": "0"})

    fine = run(good, "--head", honest["head"])
    assert (fine.returncode, fine.stderr) == (0, "")
    assert fine.stdout.endswith("\nAll is well: this is what the site held when it sent your receipt.\n")
    alone = run(good)
    assert alone.returncode == 3
    assert "--head" in alone.stdout
    part = run(good, "--head", honest["events"][1]["hash"])
    assert (part.returncode, part.stdout.splitlines()[-1]) == (3, "Proven in part.")
    assert run("--explain").returncode == 0
    changed = run(bad)
    assert changed.returncode == 1
    assert f"signature {honest['signatures'][0]['uuid']}: its role is not what event" in changed.stdout
    assert run(good, "--head", "0" * 64).returncode == 1
    assert run(tmp_path / "nothing.json").returncode == 1


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, '{"format": 1, "format": 2}', "\udce4", "NaN", '{"format": "x"}']
)
def test_a_file_that_is_no_history_gets_a_sentence(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "history.json"
    file.write_text(text, "utf-8", errors="surrogateescape")
    assert main([str(file)]) == 1
    assert capsys.readouterr().out.endswith("This history is not as it was made.\n")
