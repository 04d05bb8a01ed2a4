"""What a person can do to an agreement: one function per act, the same for accounts and for guests."""
