"""Contacts that come from other programs and go to them, over ``mdnet.formats``.

Importing tells who is whom, what is new, and writes it; it never guesses who somebody is.
Exporting chooses who leaves, and what may be told of them. Knows nothing of the command
line and reads no clock.
"""
