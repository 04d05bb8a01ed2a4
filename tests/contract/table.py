"""What held where: one line for each fact, to be read by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tests.contract.fact import Fact, Need

# (fact, place) → (outcome, seconds)
RESULTS: dict[tuple[str, str], tuple[str, float]] = {}


def note(fact: Fact, place: str, outcome: str, seconds: float) -> None:
    """Keep how a fact went; a failure in the clearing up counts too."""
    before = RESULTS.get((fact.name, place), ("passed", 0.0))
    RESULTS[fact.name, place] = (outcome if before[0] == "passed" else before[0], before[1] + seconds)


def written(facts: Iterable[Fact], lacks: Mapping[str, Mapping[Need, str]]) -> str:
    """The table as Markdown, the reasons for gaps below it."""
    places = list(lacks)
    lines = [
        f"| fact | {' | '.join(places)} | what it says |",
        f"|{'---|' * (len(places) + 2)}",
    ]
    for fact in facts:
        cells = [_cell(fact, place, lacks[place]) for place in places]
        if any(cells):
            lines.append(f"| {fact.name} | {' | '.join(cells)} | {fact.sentence} |")
    for place, gaps in lacks.items():
        lines += [f"{place}, not tried: {need} ({why})." for need, why in gaps.items()]
    for place in places:
        mine = [result for (_fact, where), result in RESULTS.items() if where == place]
        held = sum(outcome == "passed" for outcome, _ in mine)
        lines.append(f"{place}: {held} of {len(mine)} facts held, {sum(s for _, s in mine):.0f} s.")
    return "\n".join(lines)


def _cell(fact: Fact, place: str, gaps: Mapping[Need, str]) -> str:
    if fact.needs & gaps.keys():
        return "not tried"
    outcome, seconds = RESULTS.get((fact.name, place), ("", 0.0))
    held = {"passed": "holds", "failed": "**does not hold**"}.get(outcome, outcome)
    return f"{held} ({seconds:.1f} s)" if held else ""
