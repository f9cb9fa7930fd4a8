"""An exchange as the chat shows it: HTML in which every word of a question or handbook is escaped.

The chat's component renders Markdown. A message that is one HTML block, without a blank line, is
left alone by Markdown (CommonMark 0.31, HTML blocks, start condition 6), so that escaping HTML is
all that untrusted text needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from ui.client import Citation, Reply, Source
from ui.sources import cite_link, node_link, question_link, where
from ui.worded import worded_by

STATUS = {
    "answered": ("✓", "Answered from the handbook"),
    "partial": ("◐", "Partly covered"),
    "not_covered": ("∅", "Not covered by the handbook"),
}
"""Status of an answer to its sign and its words; the colours are the stylesheet's."""

NODES_SHOWN = 5
"""Links to the graph under one answer: as many as fit one line of the page."""

_MARK = re.compile(r"\[(\w+)\]")
_BULLET = re.compile(r"\s*[-*•]\s+(.*)")
_NUMBER = re.compile(r"\s*\d{1,3}[.)]\s+(.*)")


def question_html(question: str) -> str:
    """Return a question as one HTML block."""
    return f'<div class="question">{_words(question, {})}</div>'


def pending_html(said: str = "") -> str:
    """Return what stands in the answer's place until it is whole: what it says so far."""
    if said:
        return f'<div class="pending said">{"".join(_blocks(said, {}))}</div>'
    return '<div class="pending">Looking through the handbook…</div>'


def reply_html(asked: str, reply: Reply, names: Mapping[str, str]) -> str:
    """Return an answer as one HTML block: status, text with linked marks, sources, nodes.

    Args:
        asked: the question as the reader typed it; shown again only where it was understood
            differently.
        reply: the service's answer.
        names: node id to name; nodes without a name are not linked.
    """
    sources = {citation.id: citation.source for citation in reply.citations}
    parts = [
        _badge(reply),
        _understood(asked, reply.question),
        *_blocks(reply.answer, sources),
        _worded(reply),
        _source_list(reply.citations),
        _node_list(cited_nodes(reply), names),
        _tools(reply.question),
    ]
    return f'<div class="answer">{"".join(parts)}</div>'


def cited_nodes(reply: Reply) -> tuple[str, ...]:
    """Return the ids of the nodes in cited evidence, best evidence first, each once."""
    cited = {(c.source.path, c.source.line_start, c.source.line_end) for c in reply.citations}
    return tuple(
        dict.fromkeys(
            node_id
            for piece in reply.evidence
            if (piece.source.path, piece.source.line_start, piece.source.line_end) in cited
            for node_id in piece.node_ids
        )
    )


def _badge(reply: Reply) -> str:
    """Say whether the handbook answers; nothing where nothing was asked of it ("thanks")."""
    status = reply.status
    if status == "not_covered" and not (reply.evidence or reply.suggestions):
        return ""
    sign, words = STATUS.get(status, ("?", status))
    known = status if status in STATUS else "unknown"
    return (
        f'<p class="status status-{known}"><span aria-hidden="true">{sign}</span> '
        f"{escape(words)}</p>"
    )


def _worded(reply: Reply) -> str:
    """Say who worded an answer, where a language model was asked."""
    if reply.wording is None:
        return ""
    words = worded_by(reply.wording.model, reply.wording.fallback)
    return f'<p class="worded">{escape(words)}</p>'


def _understood(asked: str, question: str) -> str:
    if " ".join(asked.split()) == " ".join(question.split()):
        return ""
    return f'<p class="understood">Understood as: {_words(question, {})}</p>'


def _blocks(text: str, sources: Mapping[str, Source]) -> Iterable[str]:
    """Yield paragraphs and lists of the answer's plain text."""
    rows = [row for row in text.splitlines() if row.strip()]
    for tag, group in groupby(map(_row, rows), key=lambda row: row[0]):
        items = [_words(words, sources) for _, words in group]
        if tag == "p":
            yield from (f"<p>{item}</p>" for item in items)
        else:
            yield f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _row(row: str) -> tuple[str, str]:
    """Return the tag that a row belongs to, and the row without its bullet or number."""
    for tag, pattern in (("ul", _BULLET), ("ol", _NUMBER)):
        if found := pattern.fullmatch(row):
            return tag, found[1]
    return "p", row.strip()


def _words(text: str, sources: Mapping[str, Source]) -> str:
    """Escape a text; marks of known sources become links, line breaks stay."""
    pieces: list[str] = []
    end = 0
    for mark in _MARK.finditer(text):
        source = sources.get(mark[1])
        if source is not None:
            pieces += [escape(text[end : mark.start()]), cite_link(mark[0], source)]
            end = mark.end()
    pieces.append(escape(text[end:]))
    return "<br>".join("".join(pieces).splitlines())


def _source_list(citations: Sequence[Citation]) -> str:
    if not citations:
        return ""
    items = "".join(f"<li>{_source_item(citation)}</li>" for citation in citations)
    many = "1 source" if len(citations) == 1 else f"{len(citations)} sources"
    return f'<details class="sources"><summary>{many}</summary><ul>{items}</ul></details>'


def _source_item(citation: Citation) -> str:
    source = citation.source
    link = cite_link(f"[{citation.id}] {where(source)}", source)
    return link if not source.heading_path else f"{link} <small>{escape(source.path)}</small>"


def _tools(question: str) -> str:
    """Return what copies the answer, and the link that asks its question (``page-copy.js``)."""
    link = f'<a class="question-link" href="{escape(question_link(question))}">Copy link</a>'
    return f'<p class="tools"><button type="button" class="copy">Copy answer</button> {link}</p>'


def _node_list(node_ids: Sequence[str], names: Mapping[str, str]) -> str:
    links = [node_link(names[node_id], node_id) for node_id in node_ids if node_id in names]
    if not links:
        return ""
    return f'<p class="nodes">Show in graph: {" ".join(links[:NODES_SHOWN])}</p>'
