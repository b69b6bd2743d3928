"""What may be done about a death told of by code."""
