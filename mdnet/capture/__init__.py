"""Turns what somebody types into a note, or a line of one; uses no terminal and asks nothing."""
