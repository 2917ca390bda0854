"""What can be taken along: the same network and training step in other words."""
