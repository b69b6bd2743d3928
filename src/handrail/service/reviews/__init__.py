"""Rapid reviews, the dialogue with the Panel, and practice reviews of every kind."""
