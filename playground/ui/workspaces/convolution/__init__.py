"""The Convolution workspace: one kernel, number by number."""
