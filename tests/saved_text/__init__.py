"""Pages as browsers and tools save them as text."""
