"""Templates of Jinja2: tags, expressions and what is wrong with them."""
