"""What the course teaches, by hand: networks, losses, optimizers and the perceptron, on NumPy alone."""
