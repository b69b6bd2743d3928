"""Independent scrutiny, indicators from published statistics, and what each was used for."""
