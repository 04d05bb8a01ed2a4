"""Rules that more than one block keeps: plain values in, plain values out."""
