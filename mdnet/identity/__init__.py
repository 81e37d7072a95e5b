"""Recognises people; finds and merges duplicates; renames people.

Every change starts as a plan that can be shown first; nothing is written until all of it is
known to be possible.
"""
