"""The sums: what can be told from what is recorded. Knows the law's words, and nothing of Django."""
