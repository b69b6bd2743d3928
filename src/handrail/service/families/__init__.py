"""The family of a child in a folder: who they are, how they are reached safely, and what they are told."""
