"""What one article says: one step, one file. A step takes an article and earlier marks and returns new ones."""
