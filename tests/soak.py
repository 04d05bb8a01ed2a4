"""How many cases a sweep takes: enough to notice in the quick tests, many more in ``make soak``.

A test that sweeps is marked ``soak``. What a long sweep finds stands afterwards as a case of its own in the quick tests.
"""

from __future__ import annotations

import os

SOAK = os.environ.get("WORKMENTOR_SOAK") == "1"


def cases(quick: int, *, soak: int) -> int:
    """So many with every test run, so many in ``make soak``."""
    return soak if SOAK else quick
