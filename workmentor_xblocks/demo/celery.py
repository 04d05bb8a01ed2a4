"""The demo's own Celery, which runs a task where it was asked for: no broker, no worker, nothing to wait for."""

from __future__ import annotations

from celery import Celery


def run_at_once() -> None:
    """Make it the app of every task of the package in this process."""
    app = Celery("workmentor_demo", broker="memory://localhost/")
    app.conf.update(task_always_eager=True, task_eager_propagates=True)
    app.set_default()
