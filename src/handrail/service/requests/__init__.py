"""Asking a body for something by a day: asked, chased, drafted, received, locked."""
