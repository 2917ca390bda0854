"""Pictures of a walk through one step of training."""
