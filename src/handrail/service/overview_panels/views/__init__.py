"""What is seen: at the panel, and in the folder of what it is given."""
