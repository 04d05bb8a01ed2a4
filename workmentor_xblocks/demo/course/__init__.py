"""The course: read from OLX, kept in two branches, changed by its author, written back as OLX."""
