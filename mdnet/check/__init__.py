"""The linter: rules, the problems found in a vault, and safe fixes for them.

Reads notes and the index; knows no terminal and no clock.
"""
