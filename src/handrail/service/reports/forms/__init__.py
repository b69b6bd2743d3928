"""What is asked for the reports on child deaths, and for the partnership's yearly report."""
