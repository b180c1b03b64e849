"""One cause, one finding: what many pages have from one template, with who is wrong."""
