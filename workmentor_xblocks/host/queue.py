"""Work for after the answer: a Celery task by its dotted name, queued once the transaction is committed.

The platform brings the queue, the demo runs tasks at once; whoever asks need not know which.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string


def after_commit(task: str, *args: Any) -> None:
    """Queue the task after the commit; outside a transaction at once.

    A queue that is down must not turn what is committed into a failure: Django logs the error and goes on.
    """

    def queue() -> None:
        import_string(task).delay(*args)

    # A named function: Django 4.2 cannot log the failure of a partial.
    transaction.on_commit(queue, robust=True)
