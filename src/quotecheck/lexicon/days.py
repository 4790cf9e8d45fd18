"""Days of the week."""

from __future__ import annotations

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ANY_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
"""A regular expression of any of them."""
