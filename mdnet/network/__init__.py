"""How contacts relate to each other and to the owner: pure functions over plain data."""
