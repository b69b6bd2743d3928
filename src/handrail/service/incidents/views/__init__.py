"""What is seen of incidents."""
