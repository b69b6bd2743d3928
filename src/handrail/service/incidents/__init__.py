"""Serious incidents known and notified."""
