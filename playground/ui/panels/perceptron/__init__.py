"""Cards and notices of the Perceptron workspace."""
