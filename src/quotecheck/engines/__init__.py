"""The same job on one machine or many."""
