"""The vault as a folder of files: its place, its contents and their bytes.

Knows paths, stamps and names; the contents of notes are handled by ``mdnet.notes``.
"""
