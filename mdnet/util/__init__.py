"""What any program could use: text, dates, files, locks; it knows nothing of mdnet."""
