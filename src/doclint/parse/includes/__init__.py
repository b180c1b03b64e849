"""Texts that pages take in: how that is written, where they are, what is read of them."""
