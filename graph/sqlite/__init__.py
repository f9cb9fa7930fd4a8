"""The embedded store: generations of a graph in one SQLite file."""
