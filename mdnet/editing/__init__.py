"""Edits of the text of a note, bytes to bytes, that change only the lines they must."""
