"""What is seen of a convolution: tables of numbers, sums, windows."""
