"""Measurements, each a module that prints a table and a last line of JSON."""
