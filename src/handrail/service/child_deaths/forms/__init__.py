"""What is asked about a child's death."""
