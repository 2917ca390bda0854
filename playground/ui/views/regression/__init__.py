"""Pictures of what a line or a network makes of values."""
