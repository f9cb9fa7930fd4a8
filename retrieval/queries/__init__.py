"""Graph queries: what a question may mean, enumerated over the graph and run."""
