"""What blocks share of acting: who does it, and how a thing that others see too is changed."""
