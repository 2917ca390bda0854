"""Curves over time, and how numbers are spread."""
