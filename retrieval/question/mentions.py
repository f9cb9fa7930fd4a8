"""Mentions of things in a text, in its order."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.question.link import WHOLE_NAME, Link, Names


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing that a text names."""

    span: str
    node_id: str
    kind: str
    """As the node's id has it, in lower case."""
    kinds: frozenset[str]
    """Of all things of that name."""
    start: int
    end: int


def in_order(text: str, names: Names) -> list[Mention]:
    """Return what a text names, exactly or misspelt, in its order, one mention a span."""
    found = [link for link in names.mentions(text).links if link.reason in WHOLE_NAME]
    found.sort(key=lambda link: (link.start, -link.score, link.node_id))
    spans: dict[int, list[Link]] = {}
    for link in found:
        spans.setdefault(link.start, []).append(link)
    return [
        Mention(
            links[0].span,
            links[0].node_id,
            _kind(links[0]),
            frozenset(map(_kind, links)),
            start,
            links[0].end,
        )
        for start, links in spans.items()
    ]


def _kind(link: Link) -> str:
    return link.node_id.partition(":")[0]
