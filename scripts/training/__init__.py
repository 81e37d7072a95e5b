"""How the word tables and the table of needs are made from the corpus: see `train_tables.py`."""
