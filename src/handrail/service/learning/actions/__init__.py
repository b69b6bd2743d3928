"""What may be done in this room: the only place that writes."""
