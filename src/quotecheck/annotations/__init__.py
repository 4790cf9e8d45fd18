"""Annotation files: models, formats, checks, scoring; no spaCy."""
