"""The pages of an agreement for people without an account: a mentor or a parent reads, writes and signs by a link."""
