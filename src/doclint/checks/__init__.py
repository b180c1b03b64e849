"""What is wrong: generators of hits, named by rule files."""
