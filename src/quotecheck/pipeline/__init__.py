"""spaCy components: what stands in an article, marked on the Doc."""
