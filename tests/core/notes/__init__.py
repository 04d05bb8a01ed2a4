"""A block of notes, so that what core offers to every block is tried without any block of the package."""
