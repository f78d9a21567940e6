"""Who says what, and what the outlet says in its own voice. `find.py` is the step, the rest its parts."""
