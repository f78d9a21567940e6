"""In which words. `find.py` is the step, the rest its parts."""
