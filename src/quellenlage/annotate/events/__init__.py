"""What happens. `find.py` is the step, the rest its parts."""
