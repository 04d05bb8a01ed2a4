"""What a person can do in a scenario, one function per act.

Each asks whether they may, locks the person's state, compares, changes, writes the rows, and leaves grade,
completion and events to be published last, after the transaction (the platform keeps a published grade even when
the rest fails).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from workmentor_xblocks.core.content.errors import BadInput, Changed, NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Input, Number, Text
from workmentor_xblocks.core.records.names import new_id
from workmentor_xblocks.scenario.actions.play import Event, Outcome, Play, require_own_state
from workmentor_xblocks.scenario.records import tables
from workmentor_xblocks.scenario.rules import run as moves, state as states
from workmentor_xblocks.scenario.rules.run import Kind, Run, Status
from workmentor_xblocks.scenario.rules.scoring import value
from workmentor_xblocks.scenario.rules.state import State

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


RunName = Annotated[str, Text(40)]


class OfRun(Input):
    """The run that the page showed, "" for none."""

    run: RunName = ""


class Decision(OfRun):
    """What is chosen at which step, and why."""

    step: Annotated[int, Number()]
    choice: Annotated[str, Text(40, needed=_CHOOSE_ONE)]
    reason: Annotated[str, Text(300)] = ""


class Again(OfRun):
    """From which decision of the run; ``in_hand`` is the run that the page knew as begun last."""

    step: Annotated[int, Number()]
    in_hand: RunName = ""


class Monday(OfRun):
    """What is planned for Monday."""

    plan: Annotated[str, Text(1_000)] = ""


def begin(play: Play, form: OfRun) -> Outcome:
    """Start a run. The page says which one it showed, so that a second click starts no second one."""
    require_own_state(play.viewer)
    if play.definition.place(play.definition.start) is None:
        raise Changed(_NO_SCENES)
    with play.store.locked():
        state = play.store.read()
        if _is_begun(state, form.run):
            return _shown(play, state, state.go_on())  # a repeat: the run of the first click stands
        kind = Kind.PRACTICE if play.counts_nothing else Kind.MAIN
        run = moves.start(play.definition, run_id=new_id(), now=play.now, kind=kind, salt=new_id())
        state = state.begin(run)
        settled = moves.settle(play.definition, run, now=play.now)
        return _advance(play, state, settled, [_event("started", run)], attempts=int(kind is Kind.MAIN))


def choose(play: Play, form: Decision) -> Outcome:
    """Decide. The key is (run, step, choice): a repeat gets today's view, anything else that is late is told so."""
    require_own_state(play.viewer)
    with play.store.locked():
        state = play.store.read()
        before = _in_time(play, _current(state, form.run))
        try:
            run = moves.choose(
                play.definition, before, step=form.step, choice_token=form.choice, now=play.now
            )
        except moves.NoSuchChoice as error:
            raise Changed(_NOT_OFFERED) from error
        except moves.OldStep as error:
            raise Changed(_MOVED_ON) from error
        if run is before:
            return Outcome(state)
        made = run.steps[-1]
        event = _event("choice", run, scene=made.scene, choice=made.choice, step=form.step)
        outcome = _advance(play, state, run, [event])
        if form.reason and play.viewer.may_write_records:
            tables.add_reason(run.id, step=form.step, text=form.reason)
        return outcome


def leave(play: Play, form: OfRun) -> Outcome:
    """Give up a run where nothing leads on (an author's edit took the way away)."""
    require_own_state(play.viewer)
    with play.store.locked():
        state = play.store.read()
        run = _current(state, form.run)
        if run.is_over:
            return Outcome(state)
        if moves.standing(play.definition, run).detour is not moves.Detour.STRANDED:
            raise Changed(_MOVED_ON)
        return _advance(
            play, state, moves.leave(run, now=play.now), [_event("stranded", run, scene=run.place)]
        )


def open_debrief(play: Play, form: OfRun) -> Outcome:
    """Look back on a finished run, in hand or before it; the first look completes the block."""
    require_own_state(play.viewer)
    with play.store.locked():
        state = play.store.read()
        run = _in_time(play, _known(state, form.run))
        if run.status is Status.DEBRIEFED:
            return _shown(play, state, state.look_back(run))
        try:
            opened = moves.debrief(moves.settle(play.definition, run, now=play.now))
        except moves.OldStep as error:
            raise Changed(_MOVED_ON) from error
        event = _event("debriefed", run)
        if state.current is not None and state.current.id == form.run:
            return replace(_advance(play, state, opened, [event]), completed=True)
        _keep(play, opened)
        return replace(_shown(play, state, state.look_back(opened)), completed=True, events=(event,))


def go_on(play: Play) -> Outcome:
    """Leave the debrief of an earlier run for the run in hand, which has waited where it was."""
    require_own_state(play.viewer)
    with play.store.locked():
        state = play.store.read()
        return _shown(play, state, state.go_on())


def retry(play: Play, form: Again) -> Outcome:
    """Try again from one decision of a finished run, as practice beside it.

    By the run that the page knew as begun last a repeat is told from another practice of the same decision, which is a
    run of its own.
    """
    require_own_state(play.viewer)
    with play.store.locked():
        state = play.store.read()
        again_id = moves.practice_id(form.run, form.step, after=form.in_hand)
        if state.current is not None and state.current.id == again_id:
            return Outcome(state)
        run = state.in_view
        if run is None or run.id != form.run or _waits_as_main(state):
            raise Changed(_OTHER_RUN)
        if not run.is_over:
            raise Changed(_MOVED_ON)
        try:
            again = moves.retry(run, step=form.step, run_id=again_id, now=play.now)
        except moves.OldStep as error:
            raise NotFound(_MOVED_ON) from error
        outcome = _advance(play, state.begin(again), again, [_event("restarted", again, step=form.step)])
        if play.viewer.may_write_records:
            tables.copy_reasons(run.id, again.id, before=form.step)
        return outcome


def plan(play: Play, form: Monday) -> Outcome:
    """Keep what the mentor will do on Monday; an empty text takes it back.

    Also for a run before the one in hand (a page left open while practice began in another tab): the words find their
    debrief, and it is shown.
    """
    require_own_state(play.viewer)
    if not play.viewer.may_write_records:
        raise BadInput(_NOT_RECORDED)
    with play.store.locked():
        state = play.store.read()
        run = _known(state, form.run)
        if not run.is_over:
            raise Changed(_MOVED_ON)
        _keep(play, run)
        tables.write_plan(run.id, form.plan)
        return _shown(play, state, state.look_back(run))


def _is_begun(state: State, run_id: str) -> bool:
    """True when a run is being played, or another one than the page showed was begun since.

    Practice that waits while an earlier debrief is open may be given up for a new run; a run that counts may not.
    """
    if state.current is None:
        return bool(run_id)
    if state.in_play is not None and not _waits_as_main(state):
        return state.current.id != run_id
    return state.current.id != run_id or not state.current.is_over


def _waits_as_main(state: State) -> bool:
    """True while a run that counts waits for its player, who looks back on an earlier one."""
    return state.in_play is not None and state.in_play.kind is Kind.MAIN


def _shown(play: Play, before: State, state: State) -> Outcome:
    """Only what the page shows has changed; nothing is written where it has not."""
    if state != before:
        play.store.write(state)
    return Outcome(state)


def _known(state: State, run_id: str) -> Run:
    found = state.find(run_id)
    if found is None:
        raise Changed(_OTHER_RUN)
    return found


def _current(state: State, run_id: str) -> Run:
    if state.current is None or state.current.id != run_id:
        raise Changed(_OTHER_RUN)
    return state.current


def _in_time(play: Play, run: Run) -> Run:
    """The run, as practice when it is still being played where nothing counts any more."""
    return replace(run, kind=Kind.PRACTICE) if play.counts_nothing and not run.is_over else run


def _advance(play: Play, state: State, run: Run, events: list[Event], *, attempts: int = 0) -> Outcome:
    """Save the run and its row. When it has just ended it is valued, once, and what it adds up to is published."""
    ends = run.is_over and not (state.current is not None and state.current.is_over)
    if ends:
        run = replace(run, value=value(play.definition, run, play.scoring))
    state = state.with_current(run)
    play.store.write(state, attempts=attempts)
    _keep(play, run)
    grade = None
    if ends and run.place:
        events = [*events, _event("ending", run, ending=run.place)]
        grade = states.grade(state, play.policy) if run.kind is Kind.MAIN else None
    return Outcome(state, grade=grade, events=tuple(events))


def _keep(play: Play, run: Run) -> None:
    if play.viewer.may_write_records and play.viewer.user_id is not None:
        tables.keep(
            run,
            user_id=play.viewer.user_id,
            course_key=play.course_key,
            usage_key=play.usage_key,
            is_trial=play.viewer.is_trial,
        )


def _event(name: str, run: Run, **data: object) -> Event:
    return f"workmentor.scenario.{name}", {"run": run.id, "kind": run.kind.value, **data}
