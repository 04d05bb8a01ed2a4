"""Commands of this repository for people who work on it; nothing here is part of the installed package."""
