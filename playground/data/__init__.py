"""Points and images: built-in, made, painted, and read from files."""
