"""Pictures made of pixels: images, kernels, feature maps, and what is counted about them."""
