"""The build of a whole index: notes are read in runs, by several processes, and runs are merged.

What comes out is the same, to the byte, however many processes there are.
"""
