"""Whether a program still does something: it writes, or one of its processes uses the processor.

A busy machine makes a program slow and a long test makes it silent; neither is a reason to end it. Processes that wait
for something ask for it now and then, which takes a little time too: under a hundredth of the time is not life.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_A_HUNDREDTH = 0.01
_TICKS = os.sysconf("SC_CLK_TCK")
# In /proc/<pid>/stat, counted from the state, which follows the name in brackets.
_SESSION, _USED = 3, slice(11, 15)


@dataclass
class Life:
    """What was seen of a program that leads a session of its own, and when it last moved."""

    session: int
    log: Path
    quiet: float
    moved_at: float = 0
    _size: int = -1
    _used: float = 0

    def is_gone(self, now: float) -> bool:
        """Look once more, ``now`` by a clock that only goes on; True when nothing moved for too long."""
        size = self.log.stat().st_size
        if size == self._size:
            used = seconds_used(self.session)
            if abs(used - self._used) < self.quiet * _A_HUNDREDTH:
                return now - self.moved_at > self.quiet
            self._used = used
        self._size, self.moved_at = size, now
        return False


def _processes(session: int) -> Iterator[tuple[int, list[str]]]:
    """The processes of a session with what the system knows of them; none where there is no /proc."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = stat.read_text("utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        if int(told[_SESSION]) == session:
            yield int(stat.parent.name), told


def seconds_used(session: int) -> float:
    """Seconds of the processor that a session's processes have used, with the children that they waited for."""
    return sum(sum(map(int, told[_USED])) for _pid, told in _processes(session)) / _TICKS


def end(session: int) -> None:
    """End every process of a session, also those that left its group."""
    for pid in [session, *(pid for pid, _told in _processes(session))]:
        for send in (os.killpg, os.kill):
            try:
                send(pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
