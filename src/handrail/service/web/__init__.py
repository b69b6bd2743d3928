"""Settings, addresses, page templates and the commands that need every room."""
