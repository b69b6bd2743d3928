"""What is seen of scrutiny and of outcomes."""
