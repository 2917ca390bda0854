"""Cards of the walk through one step of training."""
