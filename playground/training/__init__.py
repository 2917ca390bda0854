"""What runs an experiment: the trainer, its loop, and the frozen pictures that it hands out."""
