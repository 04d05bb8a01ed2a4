"""The tables, their queries and locks; nobody outside this slice touches them."""
