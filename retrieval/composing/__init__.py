"""Composing: from ranked evidence to sentences of plain English, each with its places."""
