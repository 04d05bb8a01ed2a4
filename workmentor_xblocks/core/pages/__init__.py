"""What every block has in common with the page it stands on."""
