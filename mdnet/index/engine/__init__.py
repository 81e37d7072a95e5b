"""Whoosh: the only package that imports it. The text index on disk, and the stemmers."""
