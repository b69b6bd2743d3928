"""Puts many agencies' lines together, and finds what stands out. Knows nothing of Django; decides nothing."""
