"""What is asked of whoever runs a meeting: one on a folder, or one of the partnership's."""
