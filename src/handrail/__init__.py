"""Handrail: the system on which an English safeguarding partnership runs its statutory work."""
