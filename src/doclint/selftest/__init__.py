"""Defects planted into a copy of the user's own pages: a gate that is known to be able to fail."""
