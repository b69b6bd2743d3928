"""What is asked: the pages on which a rapid review is written, and the short forms around it."""
