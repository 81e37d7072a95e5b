"""Plain data: contacts, their summaries, the table of keys, settings, errors."""
