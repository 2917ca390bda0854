"""The cards of the Convolution workspace."""
