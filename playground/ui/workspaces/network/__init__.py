"""The Network workspace: points, a multilayer perceptron, and what it has learned."""
