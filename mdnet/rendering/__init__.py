"""Fills in templates: the built-in ones here, those of a vault in a process with limits."""
