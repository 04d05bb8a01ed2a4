"""What people fill in: read once, at the door, into typed values."""
