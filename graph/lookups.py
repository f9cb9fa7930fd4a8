"""What stores share: checks of what is put and asked for, and what is said where nothing is."""

from __future__ import annotations

from graph.errors import EdgeNotFound, NodeNotFound
from graph.model import Graph


def check_names(graph: Graph) -> None:
    """Raise ``ValueError`` for an id with a NUL, or a relation that no store can hold."""
    for node in graph.nodes:
        if "\0" in node.id:
            raise inconsistent(graph, f"{node.id!r} cannot be an id")
    for relation in graph.relations:
        # The only limits that Neo4j sets to a type: Browser and drivers quote all others.
        if not relation.name or "\0" in relation.name:
            raise inconsistent(graph, f"{relation.name!r} cannot be a relationship type")


def inconsistent(graph: Graph, why: str) -> ValueError:
    """Return the error for a graph that cannot be written."""
    return ValueError(f"generation {graph.generation} is inconsistent: {why}")


def check_page(limit: int, offset: int = 0) -> None:
    """Raise ``ValueError`` for a negative limit or offset."""
    if limit < 0 or offset < 0:
        raise ValueError(f"limit is {limit} and offset {offset}, but neither may be negative")


def check_hops(hops: int) -> None:
    """Raise ``ValueError`` for a negative number of hops."""
    if hops < 0:
        raise ValueError(f"{hops} hops were asked for, but the number may not be negative")


def no_node(node_id: str) -> NodeNotFound:
    """Return the error for an id of no node."""
    return NodeNotFound(
        f"No node has the id “{node_id}”; look it up by name with a search of the nodes."
    )


def no_edge(source: str, relation: str, target: str) -> EdgeNotFound:
    """Return the error for a key of no edge."""
    return EdgeNotFound(
        f"No edge {relation} leads from “{source}” to “{target}”; list the relations of a node to"
        " see which there are."
    )


def is_text(text: str) -> bool:
    """Tell whether a store can hold a text: half of a surrogate pair is no character."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
