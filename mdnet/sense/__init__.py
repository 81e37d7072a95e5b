"""What words mean, as vectors: the static word table and the vectors of texts.

Of English only, and without numpy. Everything works without the table, only less well.
"""
