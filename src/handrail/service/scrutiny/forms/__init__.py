"""What is asked in scrutiny."""
