"""A child's death told of by a professional who has no account."""
