"""``python -m mdnet``: the same as the command."""

from mdnet.cli import main

main()
