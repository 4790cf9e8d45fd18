"""Training of the attribution model; needs the extra ``quotecheck[train]`` (torch)."""
