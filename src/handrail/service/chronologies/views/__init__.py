"""The screens of chronologies: asking and combining, and an agency sending its own."""
