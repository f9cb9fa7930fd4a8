"""The live graph in formats that other programs read."""

from __future__ import annotations

import json
from enum import StrEnum

from api.service import live_snapshot
from api.settings import Settings
from graph.node_link import to_node_link


class Format(StrEnum):
    """What the graph can be written as."""

    JSON = "json"
    """Node-link, as NetworkX and d3 name it: a list of nodes and a list of edges."""


def export(settings: Settings, form: Format) -> str:
    """Return the live graph as text, in a stable order.

    Raises:
        NoGraph: nothing has been ingested.
    """
    graph = live_snapshot(settings).graph
    match form:
        case Format.JSON:
            return json.dumps(to_node_link(graph), ensure_ascii=False, indent=2)
