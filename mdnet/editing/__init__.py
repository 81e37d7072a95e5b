"""Changes of a note's text, bytes to bytes, that touch no line they need not touch."""
