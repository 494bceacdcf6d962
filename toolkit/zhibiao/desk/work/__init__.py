"""What is done to documents, in a process of its own within bounds: read, compare, write, draw."""
