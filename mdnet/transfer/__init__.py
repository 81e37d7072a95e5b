"""What leaves the vault for other programs: who is chosen, and what may be told of them.

Works over ``mdnet.formats``. Knows nothing of the command line and reads no clock.
"""
