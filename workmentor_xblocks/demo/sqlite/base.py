"""Django's SQLite with two changes: transactions begin IMMEDIATE, and readers do not block the writer (WAL).

A transaction that reads first and writes later cannot wait in SQLite: it fails with "database is locked". Django
offers ``transaction_mode`` only from 5.1 on, and the demo also runs on 4.2.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection of the demo."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file so that pages can be read while somebody writes."""
        connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA journal_mode=WAL").close()
        connection.execute("PRAGMA synchronous=NORMAL").close()
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        """Wait for the write lock here, before anything is read."""
        self.cursor().execute("BEGIN IMMEDIATE")
