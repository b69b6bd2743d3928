"""What people outside a partnership see, and what those who work for the Panel do."""
