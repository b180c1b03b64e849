"""Pages of Markdown and MDX: blocks, tables, inline text."""
