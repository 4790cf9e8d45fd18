"""`quotecheck_roles`: the trained tagger of source, cue and content."""

ROLES = "roles"
