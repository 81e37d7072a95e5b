"""The linter of a vault: rules, what of a vault breaks them, and the mends that are safe.

Knows notes, the index and who is in it. Knows no terminal and no clock.
"""
