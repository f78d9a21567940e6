"""Sphinx configuration."""

import quellenlage

project = "Quellenlage"
author = "The Quellenlage authors"
copyright = "2026, The Quellenlage authors"
version = release = quellenlage.__version__
extensions = ["myst_parser"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = f"Quellenlage {version}"
exclude_patterns = ["_build"]
