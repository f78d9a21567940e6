"""What one article says: one step, one folder, `find.py` first. A step takes an article and earlier marks and returns
new ones; words, phrases and clauses here are what several steps read."""
