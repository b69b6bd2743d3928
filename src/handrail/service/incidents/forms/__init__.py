"""What is asked of an incident: the recording journey, and one form for each later action."""
