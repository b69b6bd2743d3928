"""What may be done about children who resemble each other: the job compares them, people decide and undo."""
