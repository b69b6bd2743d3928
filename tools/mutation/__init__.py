"""Breaks the law's code in one place at a time, and asks whether a test of the law notices."""
