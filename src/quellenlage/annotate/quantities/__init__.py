"""How many, and whose figure it is. `find.py` is the step, the rest its parts."""
