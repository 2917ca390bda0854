"""Pictures of the plane: points, decision regions, separators."""
