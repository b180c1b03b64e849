"""Which section of which page describes which operation."""
