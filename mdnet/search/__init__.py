"""Goal search: who can help with what somebody needs, through whom, and why.

Reads the index only, never a note, and knows nothing of terminals.
"""
