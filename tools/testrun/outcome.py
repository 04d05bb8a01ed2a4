"""What came of a part, the line that says how far it is, and the table that a person reads at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from tools.testrun.results import Results


@dataclass
class Outcome:
    """The result of one part.

    ``skipped`` could not run here; ``not_run`` was to run, but its program came to an end before; ``is_whole`` tells
    whether every test had its turn. ``mend`` is the command that brings what was missing.
    """

    part: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    not_run: int = 0
    seconds: float = 0
    mend: str = ""
    is_whole: bool = True
    notes: list[str] = field(default_factory=list)

    @property
    def ran(self) -> int:
        """Tests that gave an answer."""
        return self.passed + self.failed


def progress_line(outcome: Outcome, step: str, so_far: Results | None, seconds: float) -> str:
    """How far a part is."""
    words = [f"  {outcome.part}: {step}" if step != outcome.part else f"  {outcome.part}"]
    if so_far and so_far.collected:
        words.append(f"{len(so_far.cases)} of {len(so_far.collected)} tests, {so_far.count('failed')} failed")
    return ", ".join([*words, f"{seconds / 60:.0f} min"])


_HEADINGS = ("part", "tests run", "failed", "not run", "could not run", "seconds", "to mend")


def _row(outcome: Outcome) -> tuple[str, ...]:
    whole = outcome.ran == 0 and bool(outcome.mend)
    return (
        outcome.part,
        str(outcome.ran),
        str(outcome.failed) if outcome.failed else "",
        str(outcome.not_run) if outcome.not_run else "",
        "the whole part" if whole else str(outcome.skipped) if outcome.skipped else "",
        f"{outcome.seconds:.0f}",
        outcome.mend,
    )


def table(outcomes: list[Outcome]) -> str:
    """One line per part."""
    rows = [_HEADINGS, *map(_row, outcomes)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def last_line(outcomes: list[Outcome]) -> str:
    """``N passed, N failed``, and what could not or did not run when there is any."""
    skipped = sum(outcome.skipped + outcome.not_run for outcome in outcomes)
    line = f"{sum(o.passed for o in outcomes)} passed, {sum(o.failed for o in outcomes)} failed"
    return f"{line}, {skipped} skipped" if skipped else line
