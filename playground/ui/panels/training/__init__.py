"""Controls of training, and the loss."""
