"""The pages of the reports on child deaths, and of the partnership's yearly report."""
