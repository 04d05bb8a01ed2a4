"""``make test``: every check of the repository, on a machine that has git, make and Python 3.11 or newer.

Standard library only, because it runs before anything is installed. It uses what it finds, says what it could not
run and which command mends that, and ends with one line that a machine can read.
"""
