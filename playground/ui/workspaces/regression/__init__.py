"""The Regression workspace."""
