"""Links of an answer: to source lines, and to nodes of the graph.

A link carries all that the browser needs to follow it, so that a chat restored from the browser's
store still opens its sources. The addresses are fragments; ``page.js`` reads them:

    #cite-<first line>-<last line>-<path, percent-encoded>
    #node-<node id, percent-encoded>

The address of a question is the page's own with ``?q=<question, percent-encoded>``, for others too.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ui.client import Source


def cite_link(label: str, source: Source) -> str:
    """Return the HTML link that opens the lines of a source beside the chat."""
    address = f"#cite-{source.line_start}-{source.line_end}-{quote(source.path, safe='')}"
    return _link("cite", address, where(source), label)


def node_link(label: str, node_id: str) -> str:
    """Return the HTML link that opens the graph at a node."""
    return _link("node", f"#node-{quote(node_id, safe='')}", f"Show {label} in the graph", label)


def question_link(question: str) -> str:
    """Return the address, relative to the page, that asks a question."""
    return f"?q={quote(question, safe='')}"


def where(source: Source) -> str:
    """Say where a source stands: ``Section › Part, lines 3–5``."""
    section = " › ".join(source.heading_path) or source.path
    return f"{section}, {lines(source)}"


def lines(source: Source) -> str:
    """Say which lines a source has: ``line 3`` or ``lines 3–5``."""
    if source.line_end <= source.line_start:
        return f"line {source.line_start}"
    return f"lines {source.line_start}–{source.line_end}"


def _link(kind: str, address: str, title: str, label: str) -> str:
    return f'<a class="{kind}" href="{escape(address)}" title="{escape(title)}">{escape(label)}</a>'
