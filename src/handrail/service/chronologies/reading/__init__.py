"""Reads what an agency sends, whatever it typed it in. Knows nothing of Django or of any database."""
