"""What is asked about a family, one class for each thing."""
