"""What exists: articles, spans, annotations, stories. Frozen dataclasses, standard library only, no I/O."""
