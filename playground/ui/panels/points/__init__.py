"""Cards of points of the plane: where they come from, how they are painted, what they tell."""
