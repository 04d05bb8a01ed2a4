"""Pages for people without an account: a mentor or a parent comes in by the link in a mail, reads, writes and signs."""
