"""The flat files of an index: mapped, read in place by offsets, each block proved when read.

They hold what Whoosh holds and what the catalogue holds. Nothing in them is unpickled, and no
byte of them is believed before its checksum is.
"""
