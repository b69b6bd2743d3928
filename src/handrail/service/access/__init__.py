"""People, their agency, their role; the keys to each folder and who holds them."""
