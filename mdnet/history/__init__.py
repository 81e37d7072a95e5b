"""The one way to write notes; everything it does can be undone."""
