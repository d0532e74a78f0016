"""`python -m game` is `siro`, for machines whose PATH does not hold it."""

from game.cli import main

main(prog_name="siro")
