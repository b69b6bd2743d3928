"""The pages of a publication."""
