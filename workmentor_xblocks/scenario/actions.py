"""What a person can do in a scenario, one function per act.

Each asks whether they may, locks the person's state, compares, changes, writes the rows, and leaves grade,
completion and events to be published last, after the transaction (the platform keeps a published grade even when
the rest fails).
"""

from __future__ import annotations

import secrets
import uuid
from dataclasses import replace

from workmentor_xblocks.core.block.errors import BadInput, Changed, NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.people.permissions import require_own_state
from workmentor_xblocks.scenario import records, run as moves, state as states
from workmentor_xblocks.scenario.play import Outcome, Play
from workmentor_xblocks.scenario.run import Kind, Run
from workmentor_xblocks.scenario.scoring import value
from workmentor_xblocks.scenario.state import State

_MOVED_ON = Message(
    "moved_on", _("You have already decided here, perhaps in another tab. This is where you are now.")
)
_NOT_OFFERED = Message(
    "not_offered",
    _("That option is not there any more: the scenario was changed. Choose again from what is here."),
)
_OTHER_RUN = Message(
    "other_run", _("You have begun another run since, perhaps in another tab. This is where it stands.")
)
_NO_SCENES = Message("no_scenes", _("This scenario has no scene to begin with yet."))
_CHOOSE_ONE = Message("choose_one", _("Choose what you would do."))
_NOT_RECORDED = Message(
    "not_recorded", _("Nothing is recorded here, so this cannot be kept. Copy it if you need it.")
)


def begin(play: Play, *, run_id: str) -> Outcome:
    """Start a run; ``run_id`` is the run that the page showed ("" for none), so that a second click starts no second one."""
    require_own_state(play.viewer)
    if play.definition.place(play.definition.start) is None:
        raise Changed(_NO_SCENES)
    with play.store.locked():
        state = play.store.read()
        if (state.current.id if state.current else "") != run_id:
            return Outcome(state)  # a repeat: the run of the first click stands
        kind = Kind.PRACTICE if play.closed else Kind.MAIN
        run = moves.start(
            play.definition, run_id=_new_id(), seed=secrets.randbits(31), now=play.now, kind=kind
        )
        run = moves.settle(play.definition, run, now=play.now)
        state = state.begin(run)
        play.store.write(state, attempts=1 if kind is Kind.MAIN else 0)
        _keep(play, run)
    return Outcome(state, events=(_event("started", run),))


def choose(play: Play, *, run_id: str, step: int, choice: str, reason: str = "") -> Outcome:
    """Decide. The key is (run, step, choice): a repeat gets today's view, anything else that is late is told so."""
    require_own_state(play.viewer)
    if not choice:
        raise BadInput(_CHOOSE_ONE, fields={"choice": _CHOOSE_ONE})
    with play.store.locked():
        state = play.store.read()
        before = _current(state, run_id)
        try:
            run = moves.choose(play.definition, before, step=step, choice_token=choice, now=play.now)
        except moves.NoSuchChoice as error:
            raise Changed(_NOT_OFFERED) from error
        except moves.OldStep as error:
            raise Changed(_MOVED_ON) from error
        if run is before:
            return Outcome(state)
        state = _advance(play, state, run)
        if reason and play.viewer.may_write_records:
            records.add_reason(run.id, step=step, text=reason)
    made = run.steps[-1]
    events = [_event("choice", run, scene=made.scene, choice=made.choice, step=step)]
    if run.is_over:
        events.append(_event("ending", run, ending=run.place))
    return _outcome(play, state, events)


def leave(play: Play, *, run_id: str) -> Outcome:
    """Give up a run where nothing leads on (an author's edit took the way away)."""
    require_own_state(play.viewer)
    with play.store.locked():
        state = play.store.read()
        run = _current(state, run_id)
        if moves.standing(play.definition, run).detour is not moves.Detour.STRANDED:
            raise Changed(_MOVED_ON)
        state = _advance(play, state, moves.leave(run, now=play.now))
    return Outcome(state, events=(_event("stranded", run, scene=run.place),))


def open_debrief(play: Play, *, run_id: str) -> Outcome:
    """Look back on a finished run; this completes the block."""
    require_own_state(play.viewer)
    with play.store.locked():
        state = play.store.read()
        run = _current(state, run_id)
        settled = moves.settle(play.definition, run, now=play.now)
        try:
            run = moves.debrief(settled)
        except moves.OldStep as error:
            raise Changed(_MOVED_ON) from error
        state = _advance(play, state, run)
    return replace(_outcome(play, state, [_event("debriefed", run)]), completed=True)


def retry(play: Play, *, run_id: str, step: int) -> Outcome:
    """Try again from one decision of a finished run, as practice beside it."""
    require_own_state(play.viewer)
    with play.store.locked():
        state = play.store.read()
        run = _current(state, run_id)
        if not run.is_over:
            raise Changed(_MOVED_ON)
        try:
            again = moves.retry(run, step=step, run_id=_new_id(), seed=run.seed, now=play.now)
        except moves.OldStep as error:
            raise NotFound(_MOVED_ON) from error
        state = state.begin(again)
        play.store.write(state)
        _keep(play, again)
        if play.viewer.may_write_records:
            records.copy_reasons(run.id, again.id, before=step)
    return Outcome(state, events=(_event("restarted", again, step=step),))


def plan(play: Play, *, run_id: str, text: str) -> Outcome:
    """Keep what the mentor will do on Monday; an empty text takes it back."""
    require_own_state(play.viewer)
    if not play.viewer.may_write_records:
        raise BadInput(_NOT_RECORDED)
    with play.store.locked():
        state = play.store.read()
        run = _current(state, run_id)
        if not run.is_over:
            raise Changed(_MOVED_ON)
        _keep(play, run)
        records.write_plan(run.id, text)
    return Outcome(state)


def _current(state: State, run_id: str) -> Run:
    if state.current is None or state.current.id != run_id:
        raise Changed(_OTHER_RUN)
    return state.current


def _advance(play: Play, state: State, run: Run) -> State:
    """Value a run that is over, save it, write its row."""
    if run.is_over:
        run = replace(run, value=value(play.definition, run, play.scoring))
    state = state.with_current(run)
    play.store.write(state)
    _keep(play, run)
    return state


def _keep(play: Play, run: Run) -> None:
    if play.viewer.may_write_records and play.viewer.user_id is not None:
        records.keep(
            run,
            user_id=play.viewer.user_id,
            course_key=play.course_key,
            usage_key=play.usage_key,
            is_trial=play.viewer.is_trial,
        )


def _outcome(play: Play, state: State, events: list[tuple[str, dict[str, object]]]) -> Outcome:
    """The grade is published when the run in hand is one that counts and is over, and never otherwise."""
    run = state.current
    counts = run is not None and run.kind is Kind.MAIN and run.is_over and bool(run.place)
    grade = states.grade(state, play.policy) if counts else None
    return Outcome(state, grade=grade, events=tuple(events))


def _event(name: str, run: Run, **data: object) -> tuple[str, dict[str, object]]:
    return f"workmentor.scenario.{name}", {"run": run.id, "kind": run.kind.value, **data}


def _new_id() -> str:
    return uuid.uuid4().hex
