"""Rule files: loaded, listed, explained."""
