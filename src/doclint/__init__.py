"""Checks that API endpoint documentation agrees with its spec, its templates and itself."""

__version__ = "0.1.0"
