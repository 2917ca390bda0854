"""What the window says: numbers as text, and the names of layers, choices and features."""
