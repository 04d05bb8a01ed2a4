"""Printed pages: what stands on them as plain values, how it is set, and the letters it is set in."""
