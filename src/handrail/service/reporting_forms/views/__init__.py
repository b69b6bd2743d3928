"""The screens of reporting forms: asking, looking at answers side by side, and what leaves."""
