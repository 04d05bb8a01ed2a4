"""Acts at the very same moment, each over a connection of its own: what a race is, on the database of real sites.

python -m tools.mariadb -- python -m pytest -p tests.databases -m mariadb
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import DatabaseError, connection

from workmentor_xblocks.core.content.errors import Refusal


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each comes to when all set off at once; a refusal is its code, an error of the database its name."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        gate.wait(timeout=60)
        try:
            return act()
        except Refusal as refusal:
            return refusal.message.code
        except DatabaseError as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
