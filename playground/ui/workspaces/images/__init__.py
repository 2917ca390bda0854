"""The workspace of image classification: a convolutional network on labelled pictures."""
