"""The index: what a vault holds, kept outside of it so that a search reads no note.

``refresh`` brings it up to date; everything in it can be deleted any time.
"""
