"""What a person sees and where they come in: the block, its views and handlers, the pages beside the unit."""
