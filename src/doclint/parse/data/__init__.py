"""YAML and JSON with the place of every value; JSON that is not quite right."""
