"""Encoding: bytes to text, with damage of other code pages undone and reported."""
