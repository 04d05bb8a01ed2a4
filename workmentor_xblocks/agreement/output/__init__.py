"""What leaves on paper, as a file or as a letter."""
