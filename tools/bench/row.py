"""One measured thing beside what was promised, and the table of them all."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Row:
    """``met`` is None where nothing was promised; ``about`` says in a line what was measured and how."""

    part: str
    what: str
    value: str
    goal: str = ""
    met: bool | None = None
    about: str = ""

    @property
    def verdict(self) -> str:
        """Met or not, as a word."""
        return "" if self.met is None else "met" if self.met else "NOT MET"


def at_most(part: str, what: str, value: float, limit: float, *, unit: str = "", about: str = "") -> Row:
    """A row whose goal is an upper limit."""
    shown, goal = f"{number(value)}{unit}", f"≤ {number(limit)}{unit}"
    return Row(part, what, shown, goal, value <= limit, about)


def number(value: float) -> str:
    """Whole, or with as many digits as mean something."""
    if value == int(value):
        return f"{int(value):,}".replace(",", " ")
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def table(rows: list[Row]) -> str:
    """The rows by part, each with a line below that says what it is."""
    columns = (
        max(len(row.what) for row in rows),
        max(len(row.value) for row in rows),
        max(len(row.goal) for row in rows),
    )
    lines = []
    for part, group in groupby(rows, key=lambda row: row.part):
        lines += ["", part, "-" * len(part)]
        for row in group:
            cells = (row.what.ljust(columns[0]), row.value.ljust(columns[1]), row.goal.ljust(columns[2]))
            lines.append("  ".join([*cells, row.verdict]).rstrip())
            lines += [f"    {row.about}"] if row.about else []
    return "\n".join(lines).lstrip("\n")
