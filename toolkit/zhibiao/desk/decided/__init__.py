"""What people decided about a document, and what follows: the review as it stands, the way through it, its files."""
