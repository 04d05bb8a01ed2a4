"""The one host of this process: bound at start, asked everywhere.

Without a binding the standalone host answers, in which nothing is recorded.
"""

from __future__ import annotations

from workmentor_xblocks.host.protocols import Host

_bound: list[Host] = []


def bind(host: Host) -> None:
    """Make ``host`` the one that ``current()`` gives; the last binding wins."""
    _bound[:] = [host]


def current() -> Host:
    """The bound host, else the standalone one."""
    if not _bound:
        from workmentor_xblocks.host.standalone import StandaloneHost

        bind(StandaloneHost())
    return _bound[0]
