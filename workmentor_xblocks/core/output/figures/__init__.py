"""Counts that may be published: what is hidden stays hidden when all tables of one source are read together."""
