"""What may be done with chronologies: the only place in this room that writes."""
