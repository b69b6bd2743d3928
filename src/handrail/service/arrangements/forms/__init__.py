"""What the screens of arrangements ask."""
