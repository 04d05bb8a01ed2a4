"""Checks that hold for whatever authors write: ids, languages, words."""
