"""The store, the indexes and the connection of a Neo4j server or cluster."""
