"""SQLite that takes the write lock when a transaction begins, so that a second writer waits instead of failing."""
