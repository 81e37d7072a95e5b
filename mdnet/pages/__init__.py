"""The generated pages of a vault: what they show, how they are filled in and kept fresh.

Works on one snapshot of the index. Knows nothing of the command line and reads no clock:
two builds of one vault are the same bytes.
"""
