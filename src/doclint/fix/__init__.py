"""Fixes: made in memory, kept only if linting again shows that they mend and break nothing."""
