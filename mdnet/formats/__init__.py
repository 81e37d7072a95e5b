"""Foreign files of contacts: what they hold, in the terms of the note format, and back.

Bytes in, plain frozen data out, and the other way round. Knows nothing of vaults, notes as
files, indexes or commands; reads and writes no file and asks no clock.
"""
