"""Follows a vault: the index and the pages are brought up to date after every save.

Events of the file system only wake it; ``mdnet.index.refresh`` finds what changed.
It writes no note and, but for stamps and pauses, knows no clock and no terminal.
"""
