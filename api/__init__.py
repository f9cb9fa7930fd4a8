"""Serving: settings, wiring and the HTTP service."""
