"""Annotation formats of other tools."""
