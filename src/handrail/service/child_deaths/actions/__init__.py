"""What may be done about a child's death; the only place that writes."""
