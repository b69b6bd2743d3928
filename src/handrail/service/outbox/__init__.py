"""Messages waiting to leave; written in the same transaction, sent after it."""
