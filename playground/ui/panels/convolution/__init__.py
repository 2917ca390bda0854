"""Cards of convolutions: a whole picture, pooling, why convolution, receptive fields."""
