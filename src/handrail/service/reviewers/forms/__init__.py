"""What is asked about a reviewer, a commission, and its fees."""
