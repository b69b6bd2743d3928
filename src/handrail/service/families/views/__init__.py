"""What is seen of a family."""
