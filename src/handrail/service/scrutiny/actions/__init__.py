"""What may be done in scrutiny."""
