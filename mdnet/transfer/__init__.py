"""Import from and export to other programs, over ``mdnet.formats``.

An import recognises people, finds what is new, and writes it; it never guesses who somebody
is. An export chooses the people and what may be said about them. Knows nothing of the command
line and reads no clock.
"""
