"""Who and what is named. `find.py` is the step, the rest its parts."""
