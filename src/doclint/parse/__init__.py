"""Texts to models: one module a format."""
