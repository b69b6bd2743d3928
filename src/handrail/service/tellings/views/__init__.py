"""The screens of what is told by code: coming, writing, and taking in."""
