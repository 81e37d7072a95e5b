"""Follows a vault: the index and the pages are brought up to date after every save.

Events of the file system only wake it; what changed is told by ``mdnet.index.refresh``.
It writes no note and, but for stamps and pauses, knows no clock and no terminal.
"""
