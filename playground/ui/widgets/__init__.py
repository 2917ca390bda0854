"""Reusable controls: each knows the theme and nothing of models, data or training."""
