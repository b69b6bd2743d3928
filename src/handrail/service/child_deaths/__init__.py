"""A child's death, from the first hour to the report that the overview panel receives."""
