"""A post does its work once, however often a browser sends it. Why it is so: `docs/decisions/0018`."""
