"""Errors of the graph.

GraphError
├── NoGraph          nothing has been ingested yet
├── NodeNotFound     no node has this id
├── EdgeNotFound     no edge joins these nodes by this relation
├── StoreDamaged     the store's file or an entry of it cannot be read
├── StoreUnavailable the store cannot be reached or written
│   └── StoreAway    nobody answers where the store should be; it may come back
├── EmptyGraph       a reading gave neither a fact nor a passage
├── BadMapping       a mapping file does not follow its format
└── BadGraphFile     a file to import does not hold a graph in its format
"""


class GraphError(Exception):
    """Root of everything that the graph raises on purpose."""


class NoGraph(GraphError):
    """The store holds no live generation."""


class NodeNotFound(GraphError):
    """No node of this generation has the id."""


class EdgeNotFound(GraphError):
    """No edge of this generation has the source, the relation and the target."""


class StoreDamaged(GraphError):
    """What the store holds cannot be read; a new ingest rebuilds it."""


class StoreUnavailable(GraphError):
    """The store cannot be opened, reached or written."""


class StoreAway(StoreUnavailable):
    """Nobody answers where the store should be, or the connection was cut; it may come back."""


class EmptyGraph(GraphError):
    """The reading holds neither a fact nor a passage, so there is nothing to publish."""


class BadMapping(GraphError):
    """A mapping file, such as the one beside a handbook, does not follow its format."""


class BadGraphFile(GraphError):
    """A file to import cannot be read or does not hold a whole graph in its format."""
