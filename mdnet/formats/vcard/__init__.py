"""vCards 2.1, 3.0 and 4.0: content lines, what they mean in a note, and back."""
