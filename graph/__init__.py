"""The typed graph: which facts are admitted, what is one thing, and where it is stored."""
