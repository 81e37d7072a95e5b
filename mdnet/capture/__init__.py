"""What somebody types becomes a note, or a line of one; knows no terminal and asks nothing."""
