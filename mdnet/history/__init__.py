"""The only door through which notes are written; what it does, an undo takes back."""
