"""What an author wrote: its one statement, the checks, the presets, and what is special in its course file."""
