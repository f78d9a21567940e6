"""When. `find.py` is the step, the rest its parts."""
