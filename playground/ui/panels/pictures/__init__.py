"""Cards of labelled pictures, and of a picture to try."""
