"""Models to meaning: what a table, a list or a section says about an operation."""
