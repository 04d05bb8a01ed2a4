"""What the package is made of, in numbers that anybody can print: ``make measure``."""
