"""Finds the recommendations of a published report. Pure functions: text in, recommendations out; no Django."""
