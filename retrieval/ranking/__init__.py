"""Ranking: search, features, one score for all evidence, and whether it answers."""
