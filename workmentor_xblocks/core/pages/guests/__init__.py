"""Pages for people without an account: they come in by the link in a mail, whatever block it leads to."""
