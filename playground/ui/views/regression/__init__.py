"""Pictures of what the Regression workspace fits: the error surface of a line."""
