"""Findings that are known already: what is remembered of them, and which of them are there."""
