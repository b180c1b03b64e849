"""Pages of HTML, and HTML in others: elements, blocks, code, what stands around a page."""
