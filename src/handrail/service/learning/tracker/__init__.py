"""A coordinator's own spreadsheet of reviews and actions: read, looked over line by line, and taken in."""
