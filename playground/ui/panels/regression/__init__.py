"""Panels of values to be fitted."""
