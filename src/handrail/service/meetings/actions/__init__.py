"""What may be done with a meeting: planning it, inviting to it, and holding it."""
