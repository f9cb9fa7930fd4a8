"""How the command line shows the way an answer came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from api.explanation import ExplanationOut, LinkOut, PartOut, QueryOut, SentenceOut, SubgraphOut
from api.schemas import AnswerOut

FEATURES_SHOWN = 6
"""Greatest features of a query."""
EDGES_SHOWN = 12


def explanation_text(answer: AnswerOut) -> str:
    """Return the explanation as text; empty where the answer has none."""
    if answer.explanation is None:
        return ""
    blocks = [*_blocks(answer.explanation), _times(answer.timings_ms)]
    return "\n\n".join(blocks)


def _blocks(explanation: ExplanationOut) -> Iterable[str]:
    many = len(explanation.parts) > 1
    for number, part in enumerate(explanation.parts, start=1):
        if many:
            yield f"Part {number}: {part.question}"
        yield _decision(part)
        yield _titled("Linked", map(_link, part.links))
        yield _titled("Queries over the graph, best first", map(_query, part.queries))
        yield _titled("Sentences, best first", map(_sentence, part.sentences))
    yield _subgraph(explanation.subgraph)


def _decision(part: PartOut) -> str:
    by = "the handbook's sentences" if part.by_prose else "the best query"
    rows = [
        f"asks to     {', '.join(part.intents) or 'say'}",
        f"asks for    {', '.join(part.kinds) or 'anything'}",
        f"answered by {by}",
        f"status      {part.status} (score {part.score:.2f}, answered from {part.least:.2f})",
        f"signals     {_numbers(part.signals, len(part.signals))}",
    ]
    return _titled("Understood and decided", rows)


def _link(link: LinkOut) -> str:
    return f"{link.score:.2f}  “{link.mention}” → {link.name} ({link.kind}), by {link.how}"


def _query(query: QueryOut) -> str:
    path = " → ".join([", ".join(query.starts), *query.relations])
    features = _numbers(query.features, FEATURES_SHOWN)
    return f"{query.score:.2f}  {query.text}\n        {query.shape}: {path}\n        {features}"


def _sentence(said: SentenceOut) -> str:
    place = f"{said.path}:{said.line_start}"
    return f"{said.score:.2f}  {said.text} ({place}; cosine {said.cosine:.2f})"


def _subgraph(subgraph: SubgraphOut) -> str:
    names = {node.id: node.name for node in subgraph.nodes}
    rows = [
        f"{names[edge.source]} —{edge.label}→ {names[edge.target]}"
        for edge in subgraph.edges[:EDGES_SHOWN]
    ]
    left = len(subgraph.edges) - len(rows)
    if left:
        rows.append(f"and {left} more edges")
    nodes, edges = len(subgraph.nodes), len(subgraph.edges)
    return _titled(f"Subgraph of {nodes} nodes and {edges} edges", rows)


def _times(timings: Mapping[str, float]) -> str:
    rows = [f"{stage:<9} {value:7.2f} ms" for stage, value in timings.items()]
    return _titled("Time", rows)


def _numbers(values: Mapping[str, float], most: int) -> str:
    """Return the greatest values, the greatest first."""
    ordered = sorted(values.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:most]
    return ", ".join(f"{name} {value:.2f}" for name, value in ordered)


def _titled(title: str, rows: Iterable[str]) -> str:
    return "\n".join([title, *(f"  {row}" for row in rows)])
