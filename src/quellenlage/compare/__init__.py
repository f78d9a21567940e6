"""What articles say together: annotated articles in, rows of the dossier out. One part, one file."""
