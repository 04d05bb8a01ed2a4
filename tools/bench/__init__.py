"""``make bench``: what the package costs, measured, in one table beside what was promised.

Counts (statements, bytes, requests) are the same on every machine and are tests as well (``tests/scenario/
test_budgets.py``). Times are not: they are printed here and asserted nowhere.
"""
