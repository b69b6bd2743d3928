"""Rapid reviews, and the dialogue with the Panel."""
