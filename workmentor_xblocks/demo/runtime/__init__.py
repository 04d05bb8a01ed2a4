"""How a block lives in the demo: where its fields are kept, which services it gets, what becomes of what it tells."""
