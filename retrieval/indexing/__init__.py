"""Indexes: what can be found, its vectors and its words, kept for each generation."""
