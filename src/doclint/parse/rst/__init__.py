"""Pages of reStructuredText, by docutils with a place for everything."""
