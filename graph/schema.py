"""The schema: the one list of node kinds and of named relations.

The kinds become labels and the relations relationship types in Neo4j. A handbook nobody has seen
adds relations named from its own headers (``graph.mapping``); it never adds kinds.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a node is."""

    CONCEPT = "Concept"
    TOOL = "Tool"
    MODEL = "Model"
    USE_CASE = "UseCase"
    PATTERN = "Pattern"
    FEATURE = "Feature"
    METRIC = "Metric"
    DATA_SOURCE = "DataSource"
    TRADEOFF = "Tradeoff"
    OPTION = "Option"
    QUESTION = "Question"
    STEP = "Step"
    COMPONENT = "Component"
    TRIGGER = "Trigger"
    SECTION = "Section"
    PASSAGE = "Passage"


STRUCTURE = frozenset({Kind.SECTION, Kind.PASSAGE})
"""Kinds that mirror the text itself; every other kind is a thing of the domain."""
