"""mdnet: a network of contacts as Markdown notes, searchable by goal.

The package keeps no state and imports nothing here, so that every command starts fast.
"""

__version__ = "0.1.0"
