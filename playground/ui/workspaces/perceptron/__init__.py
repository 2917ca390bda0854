"""The Perceptron workspace: Rosenblatt's rule from mistake to mistake."""
