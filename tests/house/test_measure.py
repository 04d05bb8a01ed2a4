"""The measure counts what is there: each file once, each act once, and the modules of a signature that really happened."""

from __future__ import annotations

from tools.measure import folders, walk
from workmentor_xblocks.agreement.actions import signatures
from workmentor_xblocks.agreement.actions.acts import ACTS
from workmentor_xblocks.agreement.content.presets import presets
from workmentor_xblocks.agreement.pages.block import AgreementBlock


def test_handlers_and_the_rows_of_a_list_are_acts_and_the_handler_that_hands_on_to_it_is_none():
    source = """
ACTS: dict[str, str] = {"sign": "…", "decline": "…"}
OTHERS: dict[str, str] = {"no": "act"}

class Block:
    @action(limit=10)
    def act(self): ...

    @action()
    def show(self): ...

    def help(self): ...
"""
    assert folders.acts(source) == 3


def test_each_file_is_counted_once_on_each_level():
    found = {folder.name: folder for folder in folders.measured()}
    for above in ("workmentor_xblocks/agreement", "workmentor_xblocks/scenario"):
        below = [folder for name, folder in found.items() if name.rpartition("/")[0] == above]
        loose = list((folders.ROOT / above).glob("*.py"))
        assert sum(folder.files for folder in below) + len(loose) == found[above].files
        lines = sum(len(file.read_text("utf-8").splitlines()) for file in loose)
        assert sum(folder.lines["Python"] for folder in below) + lines == found[above].lines["Python"]
        assert found[above].acts, "a block is there to do something with"
        assert found[above].longest[0] >= max(folder.longest[0] for folder in below)
    assert found["workmentor_xblocks/agreement"].acts > len(ACTS)
    assert found["frontend/editor/agreement"].lines["scripts"] > 0
    assert found["tests/agreement"].lines["Python"] > 0


def test_a_walk_leads_through_the_act_and_around_the_stage(db: None) -> None:
    act, request = walk.rooms()
    handler, signing = (
        thing.__module__.removeprefix("workmentor_xblocks.") for thing in (AgreementBlock, signatures.sign)
    )
    assert signing in act
    assert handler in request - act
    assert presets.__module__.removeprefix("workmentor_xblocks.") not in request, "prepared before"
    assert not any(room.startswith("demo") for room in act | request)
