"""Pictures of neurons and their weights."""
