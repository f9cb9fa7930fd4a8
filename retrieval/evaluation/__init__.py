"""Measuring: how well a set of questions is found, answered, cited and declined."""
