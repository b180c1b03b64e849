"""The first ten minutes: looks at a repository, and proposes how doclint is set up in it."""
