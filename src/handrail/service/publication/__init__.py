"""What of a review becomes public, when, and on whose word; what was published, and what was withdrawn."""
