"""What was promised: the goals that the table shows, and that the tests hold where a count can be held."""

from __future__ import annotations

KB = 1024

# Counts: the same everywhere, so they are tests too.
PAGE_SQL = 4  # statements more than a page of an empty block
STEP_SQL = 8  # statements more than a step of an empty block
STEP_BYTES = 4 * KB  # an answer, in a scenario of 30 scenes of 1 500 characters
MARKUP_BYTES = 1536  # of an answer, around the words of the scene
FILES_AT_LOAD = 3  # one script, the look of all blocks, the styles of this one
STATE_BYTES = 64 * KB
BOARD_SQL = 12  # of 1 000 agreements

# Sizes as sent (gzip).
LEARNER_BYTES = 15 * KB  # any block's page: one script serves all of them
SHELL_BYTES = 30 * KB  # of the editor, for all blocks
FORMS_BYTES = 10 * KB  # of the editor, for all blocks
PART_BYTES = 12 * KB  # of the editor, for one block
MAP_BYTES = 25 * KB  # when somebody opens it

# Times in milliseconds of processor time; they depend on the machine, so no test asks for them.
CHECKS_MS = 50
STEP_P95_MS = 30
BOARD_MS = 500
CLASS_SECONDS = 30  # 500 agreements begun from a table
ROUND_SECONDS = 3  # an agreement from its first line to the paper
VERIFY_MS = 2_000  # a history of 10 000 events
PRINT_MS = 1_000  # an agreement on paper
RATIO = 1.0  # no dearer than the block beside it
