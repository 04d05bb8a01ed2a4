"""The pages of the demo: of the learner, of staff, of the author, and of the house."""
