"""Reads and writes the contact files of other programs.

Bytes in, plain frozen data out, and the reverse. Knows nothing of vaults, notes as
files, indexes or commands; reads and writes no file and asks no clock.
"""
