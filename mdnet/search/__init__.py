"""Goal search: the people who can help with a need, the way to them, and the reasons.

Reads the index only, never a note, and knows nothing of terminals.
"""
