"""Readers of data files: each turns one format into a PointSet or an ImageSet."""
