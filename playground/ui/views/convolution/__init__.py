"""Pictures of convolutions."""
