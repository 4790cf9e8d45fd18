"""Compare two sets of annotations: matching, figures, gains and losses, agreement."""
