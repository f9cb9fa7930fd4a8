"""Questions that show what a handbook is good for, worded from its graph.

No question is written here: each is put together from nodes and relations, so they fit any
handbook. Four sorts come first, for they are what a handbook is read for: a design, a tradeoff or
comparison, tools for a purpose, the steps of a process. Names with numbers, units or signs make no
readable question and are left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ui.client import Graph, GraphEdge, GraphNode

SHORTEST_NAME, LONGEST_NAME = 2, 40
"""Characters; other names make no readable question."""
FEW = 3
"""Questions of one sort that are worth trying."""

STRUCTURE = frozenset({"Section", "Passage", "Question"})
"""Kinds that mirror the text, and are no things of the domain."""

_READABLE = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’&/+.-](?=[^\W\d_]))*")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LISTS = frozenset({"INCLUDES", "COVERS"})
_FOLLOWS = ("PRECEDES", "FEEDS_INTO")
_LEAST_STEPS = 3

_Joined = list[tuple[GraphEdge, GraphNode, GraphNode]]


def candidates(graph: Graph) -> list[tuple[str, ...]]:
    """Return the questions of each sort, the most telling first; sorts may be empty."""
    nodes = {node.id: node for node in graph.nodes}
    joined = list(_speaking(graph.edges, nodes))
    sorts = (_designs(graph.nodes), _tradeoffs(graph.nodes, joined), _tools(joined), _flows(joined))
    found = [tuple(dict.fromkeys(sort))[:FEW] for sort in sorts]
    return [*found, tuple(dict.fromkeys(_definitions(joined)))[:FEW], tuple(_patterns(joined))]


def _designs(nodes: Iterable[GraphNode]) -> Iterator[str]:
    for node in _best(node for node in nodes if node.kind == "UseCase"):
        yield f"How would you design a system for {lowered(node.name)}?"


def _tradeoffs(nodes: Iterable[GraphNode], joined: _Joined) -> Iterator[str]:
    for node in _best(node for node in nodes if node.kind == "Tradeoff"):
        yield f"What does the {node.name} tradeoff weigh?"
    for edge, source, target in joined:
        if edge.relation == "VERSUS" and source.kind == target.kind and is_readable(target.name):
            yield f"What is the difference between {source.name} and {target.name}?"


def _tools(joined: _Joined) -> Iterator[str]:
    """Yield questions about lists of tools, those named so and the longest first."""
    lists = Counter(
        source.name
        for edge, source, target in joined
        if target.kind == "Tool" and edge.relation in _LISTS
    )
    named = {name: name.lower().endswith("tools") for name in lists}
    for name in sorted(lists, key=lambda name: (not named[name], -lists[name], name)):
        if lists[name] == 1:
            continue
        if named[name]:
            yield f"Which {lowered(name)} are there?"
        else:
            yield f"Which tools does the handbook list under {name}?"


def _flows(joined: _Joined) -> Iterator[str]:
    """Yield questions about steps: all of a process, else the one after another."""
    steps = Counter(
        source.name
        for edge, source, target in joined
        if target.kind == "Step" and edge.relation in _LISTS
    )
    for name, count in sorted(steps.items(), key=lambda item: (-item[1], item[0])):
        if count >= _LEAST_STEPS:
            yield f"What are the steps of {name}?"
    followed = (source for edge, source, _ in joined if edge.relation in _FOLLOWS)
    for node in _best(followed):
        yield f"What comes after {node.name}?"


def _definitions(joined: _Joined) -> Iterator[str]:
    # "What is" suits one thing.
    defined = (
        source
        for edge, source, _ in joined
        if edge.relation == "DEFINED_AS" and not source.name.endswith("s")
    )
    for node in _best(defined):
        yield f"What is {node.name}?"


def _best(nodes: Iterable[GraphNode]) -> list[GraphNode]:
    """Return the readable ones, the best connected first."""
    readable = {node.id: node for node in nodes if is_readable(node.name)}
    return sorted(readable.values(), key=lambda node: (-node.degree, node.name))


def is_readable(name: str) -> bool:
    """Tell a name of words from a value, a flag, a path or a sentence."""
    return SHORTEST_NAME <= len(name) <= LONGEST_NAME and bool(_READABLE.fullmatch(name))


def lowered(name: str) -> str:
    """Return a name as it stands within a sentence; abbreviations and odd capitals stay."""
    return " ".join(
        word.lower() if word[1:].islower() or len(word) == 1 else word for word in name.split()
    )


def _patterns(joined: _Joined) -> list[str]:
    """Return a question for each pattern (kind, relation, kind), the most typical first.

    It asks for the subjects that share the object which most of them have: "Which model suits
    Churn?". Awkward ones are left out.
    """
    patterns: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    labels: dict[str, str] = {}
    for edge, source, target in joined:
        if not _is_awkward(source.kind, edge.label) and is_readable(target.name):
            patterns[source.kind, edge.relation, target.kind][target.name] += 1
            labels[edge.relation] = edge.label
    ranked = sorted(patterns.items(), key=lambda item: (-item[1].total(), item[0]))
    return _spread(
        (relation, _question(kind, labels[relation], _commonest(targets)))
        for (kind, relation, _), targets in ranked
    )


def _speaking(
    edges: Iterable[GraphEdge], nodes: Mapping[str, GraphNode]
) -> Iterable[tuple[GraphEdge, GraphNode, GraphNode]]:
    """Yield the edges between things of the domain."""
    for edge in edges:
        source, target = nodes.get(edge.source), nodes.get(edge.target)
        if source is None or target is None or {source.kind, target.kind} & STRUCTURE:
            continue
        if is_readable(source.name):
            yield edge, source, target


def _commonest(targets: Counter[str]) -> str:
    return min(targets, key=lambda name: (-targets[name], name))


def _is_awkward(kind: str, label: str) -> bool:
    """Tell a question that asks little ("Which concept …?") or badly ("… has example …?")."""
    return kind == "Concept" or label.startswith("has ") or "“" in label


def _question(kind: str, label: str, name: str) -> str:
    return f"Which {_HUMP.sub(' ', kind).lower()} {label} {name}?"


def _spread(ranked: Iterable[tuple[str, str]]) -> list[str]:
    """Order the questions so that a relation comes again only after every other one came."""
    rounds: Counter[str] = Counter()
    placed: list[tuple[int, int, str]] = []
    for place, (relation, question) in enumerate(ranked):
        placed.append((rounds[relation], place, question))
        rounds[relation] += 1
    return list(dict.fromkeys(question for _, _, question in sorted(placed)))
