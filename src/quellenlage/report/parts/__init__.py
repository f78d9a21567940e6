"""The parts of a story's page, one module each: what a part shows (dataclasses), and how it is made of the dossier."""
