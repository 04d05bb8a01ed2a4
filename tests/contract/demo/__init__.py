"""The facts in the demo, in this process: Django's own test client in front of the demo's whole stack."""
