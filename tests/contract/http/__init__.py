"""The facts on any LMS and Studio, by their addresses and log-ins alone."""
