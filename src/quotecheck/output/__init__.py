"""Rows defined once, then written in every format; diagnostics likewise."""
