"""What the instructor dashboard does to a learner's block, and how grades are read."""
