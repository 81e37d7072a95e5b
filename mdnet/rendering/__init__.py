"""Fills in templates: built-in ones directly, those of a vault in a process with limits."""
