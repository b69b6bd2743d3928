"""What the Panel does: each action is change and record."""
