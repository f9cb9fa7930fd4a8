"""Mermaid ``graph`` and ``flowchart`` diagrams, and its ``mindmap``; the door to its other kinds.

Syntax: https://mermaid.js.org/syntax/flowchart.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.document import Fence, Span, Unread
from ingest.facts import Reader, Role, Said, Term
from ingest.grammar.terms import clean_label
from ingest.grammar.words import BOUNDARIES, word_set, words
from ingest.readers.interactions import KINDS, read_interactions
from ingest.readers.place import Found, Place
from ingest.readers.trees import read_tree

_KIND = re.compile(r"^\s*(?P<kind>[A-Za-z][\w-]*)")
_IGNORED = re.compile(
    r"^\s*(?:%%|style\b|classDef\b|class\b|click\b|linkStyle\b|direction\b|accTitle|accDescr|---\s*$)"
)
_SUBGRAPH = re.compile(r"^\s*subgraph\s*(?P<id>[^\s\[\"]*)\s*(?P<title>.*)$")
_ID = re.compile(r"[^\W_][\w.]*(?:-(?![-.>])[\w.]+)*|_\w+")
_SHAPE = re.compile(
    r"\(\(\((?P<a>.*?)\)\)\)|\(\((?P<b>.*?)\)\)|\(\[(?P<c>.*?)\]\)|\[\[(?P<d>.*?)\]\]|\[\((?P<e>.*?)\)\]"
    r"|\{\{(?P<f>.*?)\}\}|\[/(?P<g>.*?)[/\\]\]|\[\\(?P<h>.*?)[/\\]\]"
    r"|\[\"(?P<i>.*?)\"\]|\(\"(?P<j>.*?)\"\)|\{\"(?P<k>.*?)\"\}"
    r"|\[(?P<l>[^\]]*)\]|\((?P<m>[^)]*)\)|\{(?P<n>[^}]*)\}|>(?P<o>[^\]]*)\]"
)
_TYPED = re.compile(r"@\{(?P<body>[^}]*)\}")
_LABEL = re.compile(r"label\s*:\s*\"?(?P<label>[^\",}]*)")
_EDGE = re.compile(
    r"\s*(?P<tail>[<ox](?=[-=.]))?(?:"
    r"(?:-{2,}|={2,}|-\.+-)(?P<head>>|[ox](?=\s))|-{3,}|={3,}|-\.+-|~{3,}"
    r"|(?:--|==|-\.)\s*(?P<inner>[^\s|>=.~-][^|>\n]*?)\s*(?:--+|==+|\.+-)(?P<headed>[>ox]?)"
    r")(?:\s*\|\s*(?P<label>[^|]*?)\s*\|)?\s*"
)
_CLASS = re.compile(r":::[\w-]+")
_DOING = {
    form.split()[0]
    for name in ("stating_verbs", "prose_verbs", "sure_verbs")
    for form in word_set(name)
} | {f"{verb}s" for verb in word_set("verbs")}
_TAGS = re.compile(r"<br\s*/?>|\\n|</?\w+>")
_MINDMAP_ROOT = re.compile(r"^(?P<front>\s*)[\w-]*(?P<shape>[(\[{].*[)\]}])\s*$")


@dataclass(slots=True)
class _Chart:
    fence: Fence
    place: Place
    names: dict[str, str] = field(default_factory=dict[str, str])
    groups: list[Term] = field(default_factory=list[Term])
    found: Found = field(default_factory=Found)
    members: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def span(self, number: int) -> Span:
        return Span(self.place.path, number, number)

    def add(self, subject: Term, relation: str, obj: Term, number: int, note: str = "") -> None:
        span, notes = self.span(number), (note,) if note else ()
        fact = self.place.fact(subject, relation, obj, span, Reader.MERMAID, qualifiers=notes)
        if subject != obj:
            self.found.facts.append(fact)

    def unread(self, number: int, reason: str) -> None:
        self.found.unread.append(Unread(self.span(number), reason))


def read_mermaid(fence: Fence, place: Place) -> Found:
    """Read a flowchart, mind map, sequence or state diagram; other kinds are reported as unread."""
    start = next((n for n, line in enumerate(fence.lines) if _opens(line)), None)
    match = _KIND.match(fence.lines[start]) if start is not None else None
    kind = match.group("kind") if match else ""
    if start is not None and kind in KINDS:
        return read_interactions(fence, start, place)
    if start is None or kind not in {"graph", "flowchart", "mindmap"}:
        reason = f"Mermaid diagram of a kind that is not read: {kind or 'none named'}"
        return Found(unread=[Unread(fence.span, reason)])
    if kind == "mindmap":
        return _mindmap(fence, start, place)
    chart = _Chart(fence, place)
    statements = [
        (number, statement)
        for number, line in enumerate(fence.lines[start + 1 :], start=fence.first_line + start + 1)
        for statement in _statements(line)
    ]
    # Labels may be given after the first use of an id.
    for _, statement in statements:
        _collect(chart, statement)
    for number, statement in statements:
        _read_statement(chart, statement, number)
    return chart.found


def _opens(line: str) -> bool:
    return bool(line.strip()) and not _IGNORED.match(line) and ":" not in line.partition("%%")[0]


def _statements(line: str) -> list[str]:
    if _IGNORED.match(line):
        return []
    return [part for part in re.split(r";\s*(?=$|\S)", line) if part.strip()]


def _collect(chart: _Chart, statement: str) -> None:
    if _SUBGRAPH.match(statement) or statement.strip() == "end":
        return
    at = 0
    while at < len(statement):
        match = _ID.match(statement, at)
        if not match:
            at += 1
            continue
        at, label = _shape(statement, match.end())
        if label:
            chart.names[match.group()] = label
        edge = _EDGE.match(statement, at)
        at = max(at, edge.end()) if edge and edge.group().strip() else at


def _read_statement(chart: _Chart, statement: str, number: int) -> None:
    subgraph = _SUBGRAPH.match(statement)
    if subgraph:
        _open_subgraph(chart, subgraph, number)
    elif statement.strip() == "end":
        if chart.groups:
            chart.groups.pop()
    elif not _read_chain(chart, statement.strip(), number):
        chart.unread(number, "Mermaid statement that is not read")


def _open_subgraph(chart: _Chart, match: re.Match[str], number: int) -> None:
    title = match.group("title").strip()
    shape = _SHAPE.match(title)
    bare = _label(shape) if shape else f"{match.group('id')} {title}".strip()
    term = Term(clean_label(_TAGS.sub(" ", bare)) or bare or "subgraph", Role.DIAGRAM)
    if match.group("id"):
        chart.names[match.group("id")] = term.text
    _member(chart, term, number)
    chart.groups.append(term)


def _member(chart: _Chart, term: Term, number: int) -> None:
    """State once that a node stands in its subgraph, or in the section."""
    holder = chart.groups[-1] if chart.groups else chart.place.holder.subject
    known = any(name == term.text for _, name in chart.members)
    if (holder.text, term.text) in chart.members or (not chart.groups and known):
        return
    chart.members.add((holder.text, term.text))
    chart.add(holder, Said.INCLUDES, term, number)


def _read_chain(chart: _Chart, statement: str, number: int) -> bool:
    before: list[Term] = []
    edge: re.Match[str] | None = None
    at = 0
    while True:
        nodes, at = _nodes(chart, statement, at, number)
        if not nodes:
            return False
        if edge is not None:
            _edges(chart, before, edge, nodes, number)
        if at >= len(statement):
            return True
        edge = _EDGE.match(statement, at)
        if edge is None or not edge.group().strip():
            return False
        before, at = nodes, edge.end()


def _nodes(chart: _Chart, text: str, at: int, number: int) -> tuple[list[Term], int]:
    nodes: list[Term] = []
    while True:
        match = _ID.match(text, at)
        if not match:
            return [], at
        at, _ = _shape(text, match.end())
        name = chart.names.get(match.group(), match.group())
        term = Term(clean_label(name) or name, Role.DIAGRAM)
        nodes.append(term)
        _member(chart, term, number)
        joined = re.compile(r"\s*&\s*").match(text, at)
        if not joined:
            return nodes, at
        at = joined.end()


def _shape(text: str, at: int) -> tuple[int, str]:
    label = ""
    typed = _TYPED.match(text, at)
    shape = None if typed else _SHAPE.match(text, at)
    if typed:
        named = _LABEL.search(typed.group("body"))
        label, at = (named.group("label") if named else ""), typed.end()
    elif shape:
        label, at = _label(shape), shape.end()
    styled = _CLASS.match(text, at)
    at = styled.end() if styled else at
    return at, " ".join(_TAGS.sub(" ", label).split())


def _label(shape: re.Match[str]) -> str:
    text = next((group for group in shape.groups() if group is not None), "")
    return text.strip().strip('"').strip("`")


def _edges(
    chart: _Chart, left: list[Term], edge: re.Match[str], right: list[Term], number: int
) -> None:
    head = edge.group("head") or edge.group("headed") or ""
    label = clean_label((edge.group("label") or edge.group("inner") or "").strip('"'))
    if edge.group().strip().startswith("~~~"):
        return
    if not head and not label and not edge.group("tail"):
        chart.unread(number, "line without an arrowhead")
        return
    relation, note = (label, "") if _is_verb(label) else (str(Said.FEEDS), label)
    for a in left:
        for b in right:
            if head or label:
                chart.add(a, relation, b, number, note)
            if edge.group("tail") and edge.group("tail") == "<":
                chart.add(b, relation, a, number, note)


def _is_verb(label: str) -> bool:
    """Say whether an arrow's label is what one end does to the other: "writes to".

    "passes", "yes" and "on success" are the conditions under which the arrow is taken.
    """
    if not label[:1].islower():
        return False
    first, *others = words(label) or ("",)
    if others and first.endswith("s") and others[-1] in BOUNDARIES:
        return True  # "falls back to" leads on to the other end
    return first in _DOING


def _mindmap(fence: Fence, start: int, place: Place) -> Found:
    lines: list[str] = []
    for line in fence.lines[start + 1 :]:
        shaped = _MINDMAP_ROOT.match(line)
        shape = _SHAPE.match(shaped.group("shape")) if shaped else None
        kept = f"{shaped.group('front')}{_label(shape)}" if shaped and shape else line
        lines.append("" if kept.strip().startswith("::") else kept)
    tree = fence._replace(lines=tuple(lines), first_line=fence.first_line + start + 1)
    return read_tree(tree, place)
