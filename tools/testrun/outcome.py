"""What came of a part, and the table that a person reads at the end."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Outcome:
    """The result of one part. ``mend`` is the command that brings what was missing."""

    part: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0
    mend: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def ran(self) -> int:
        """Tests that gave an answer."""
        return self.passed + self.failed


_HEADINGS = ("part", "tests run", "failed", "could not run", "seconds", "to mend")


def _row(outcome: Outcome) -> tuple[str, ...]:
    whole = outcome.ran == 0 and bool(outcome.mend)
    return (
        outcome.part,
        str(outcome.ran),
        str(outcome.failed) if outcome.failed else "",
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
    """``N passed, N failed``, and what could not run when there is any."""
    skipped = sum(outcome.skipped for outcome in outcomes)
    line = f"{sum(o.passed for o in outcomes)} passed, {sum(o.failed for o in outcomes)} failed"
    return f"{line}, {skipped} skipped" if skipped else line
