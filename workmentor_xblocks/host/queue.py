"""Work for after the answer: a Celery task by its dotted name, queued once the transaction is committed.

The platform brings the queue, the demo runs tasks at once; whoever asks need not know which.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string


def after_commit(task: str, *args: Any) -> None:
    """Queue the task after the commit; outside a transaction at once.

    A queue that is down must not turn what is committed into a failure: Django logs the error and goes on.
    """
    transaction.on_commit(partial(_queue, task, *args), robust=True)


def _queue(task: str, *args: Any) -> None:
    import_string(task).delay(*args)
