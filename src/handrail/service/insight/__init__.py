"""Screens over the sums: so far, who reads far outside their work."""
