"""The vault as a folder of files: where it is, what lies in it, and its bytes.

Knows paths, stamps and names; what stands in a note is the business of ``mdnet.notes``.
"""
