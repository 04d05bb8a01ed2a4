"""A form from a definition: kinds of fields, what was typed, what somebody changed meanwhile, and how it is shown."""
