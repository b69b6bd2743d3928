"""What is seen of a child's death."""
