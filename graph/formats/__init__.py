"""What other programs read: a graph as JSON, GraphML, Cypher, CSV and JSON-LD, and back.

Every format holds the whole graph, the texts of the source files included, so that a graph that
was written and read again is equal to the first and has its hash.
"""
