"""`python -m doclint`."""

from doclint.cli import program

program()
