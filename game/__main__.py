"""`python -m game` is `siro`, for machines whose PATH does not hold it."""

from game.entrance import main

main()
