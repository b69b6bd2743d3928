"""A whole copy of an installation in one sealed file, and the way back. Why it is so: `docs/decisions/0012`."""
