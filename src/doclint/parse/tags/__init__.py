"""Tags of docs tools, in any of their syntaxes."""
