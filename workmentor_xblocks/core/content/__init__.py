"""What authors write, whatever the block: read, written, checked and said in a language."""
