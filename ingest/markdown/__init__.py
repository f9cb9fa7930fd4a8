"""Markdown: text to a document of sections and blocks, each with its lines."""
