"""Django's SQLite with three changes: transactions begin IMMEDIATE, readers block no writer, columns mind their length.

A transaction that reads first and writes later cannot wait in SQLite: it fails with "database is locked". Django
offers ``transaction_mode`` only from 5.1 on, and the demo also runs on 4.2. SQLite keeps 500 characters in a column of
200 without a word; the databases of sites refuse them, and so does this one.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from django.db.backends.sqlite3 import base

_MOST = {
    "CharField": 'length("%(column)s") <= %(max_length)s',
    "IntegerField": 'abs("%(column)s") <= 2147483647',
}


class _Cursor(base.SQLiteCursorWrapper):
    """Says "too much" with the class of error that the databases of sites say it with."""

    def execute(self, query: str, params: Any = None) -> Any:
        """Run a statement."""
        try:
            return super().execute(query, params)
        except sqlite3.IntegrityError as error:
            raise _as_site(error)

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run it for many rows."""
        try:
            return super().executemany(query, param_list)
        except sqlite3.IntegrityError as error:
            raise _as_site(error)


def _as_site(error: Exception) -> Exception:
    told = str(error)
    is_too_much = "CHECK constraint failed" in told and ("length(" in told or "abs(" in told)
    return sqlite3.DataError(told) if is_too_much else error


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection of the demo."""

    data_type_check_constraints = {**base.DatabaseWrapper.data_type_check_constraints, **_MOST}

    def create_cursor(self, name: str | None = None) -> Any:
        """See ``_Cursor``."""
        return self.connection.cursor(factory=_Cursor)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file so that pages can be read while somebody writes."""
        connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA journal_mode=WAL").close()
        connection.execute("PRAGMA synchronous=NORMAL").close()
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        """Wait for the write lock here, before anything is read."""
        self.cursor().execute("BEGIN IMMEDIATE")
