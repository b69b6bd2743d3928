"""Files: stored once, hashed, marked scanned or not scanned."""
