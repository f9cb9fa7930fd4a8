"""The long form of a report: every merge, refusal, repair and unread line, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from api.coverage import Coverage, coverage_by_file, shares
from graph.build import Build
from graph.ledger import Merge, Refusal
from ingest.document import Span
from ingest.facts import Reading

E = TypeVar("E", "Merged", "Refused", "Shortened", "LeftUnread")


@dataclass(frozen=True, slots=True)
class Mended:
    """One mended piece of encoding damage, or a loss."""

    path: str
    line: int
    before: str
    after: str
    """Equal to ``before`` for a loss."""
    encoding: str
    """The code page through which the text had gone."""
    lost: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """A wording, or a kind, that became part of a node of another name or kind."""

    path: str
    line_start: int
    line_end: int
    wording: str
    stated_kind: str
    name: str
    kind: str
    node_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A fact that the graph did not take."""

    path: str
    line_start: int
    line_end: int
    subject: str
    relation: str
    object: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shortened:
    """A node whose wording was too long for a name; its text has the whole."""

    path: str
    line_start: int
    line_end: int
    name: str
    node_id: str


@dataclass(frozen=True, slots=True)
class LeftUnread:
    """Lines that are in no fact and in no passage."""

    path: str
    line_start: int
    line_end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that was decided, each list in the order of the text."""

    files: dict[str, Coverage]
    """Path to the lines of that file."""
    merges: tuple[Merged, ...]
    refusals: tuple[Refused, ...]
    shortened: tuple[Shortened, ...]
    repairs: tuple[Mended, ...]
    unread: tuple[LeftUnread, ...]


def account(reading: Reading, build: Build) -> Account:
    """Return the account of a reading and of the graph that was built from it."""
    return Account(
        files=coverage_by_file(reading),
        merges=tuple(sorted(map(_merged, build.ledger.merges), key=_merged_order)),
        refusals=tuple(map(_refused, build.ledger.refusals)),
        shortened=_shortened(build),
        repairs=mended(reading),
        unread=tuple(_left(entry.span, entry.reason) for entry in reading.unread),
    )


def mended(reading: Reading) -> tuple[Mended, ...]:
    """Return the repairs and losses of all files, in the order of the text."""
    return tuple(
        Mended(document.path, r.line, r.before, r.after, r.encoding, r.lost)
        for document in reading.documents
        for r in document.repairs
    )


def as_lines(found: Account) -> list[str]:
    """Return one paragraph for each list that is not empty, its heading first."""
    files = [f"{path}  {file.total} lines: {shares(file)}" for path, file in found.files.items()]
    paragraphs = [
        ("Files", files if len(files) > 1 else []),
        ("Merges", _rows(found.merges, _say_merge)),
        ("Refusals", _rows(found.refusals, _say_refusal)),
        ("Shortened", _rows(found.shortened, lambda node: f"“{node.name}” ({node.node_id})")),
        ("Repairs", [f"{r.path}:{r.line}  {_say_repair(r)}" for r in found.repairs]),
        ("Unread", _rows(found.unread, lambda entry: entry.reason)),
    ]
    return ["\n  ".join([heading, *rows]) for heading, rows in paragraphs if rows]


def _rows(entries: Iterable[E], say: Callable[[E], str]) -> list[str]:
    return [f"{_place(entry)}  {say(entry)}" for entry in entries]


def _place(entry: Merged | Refused | Shortened | LeftUnread) -> str:
    first, last = entry.line_start, entry.line_end
    return f"{entry.path}:{first}" if first == last else f"{entry.path}:{first}-{last}"


def _say_merge(merge: Merged) -> str:
    stated = f"“{merge.wording}” ({merge.stated_kind})"
    return f"{stated} is “{merge.name}” ({merge.kind}): {merge.reason}"


def _say_refusal(refusal: Refused) -> str:
    return f"“{refusal.subject}” {refusal.relation} “{refusal.object}”: {refusal.reason}"


def _say_repair(repair: Mended) -> str:
    if repair.lost:
        return f"{repair.before!r} is lost"
    return f"{repair.before!r} is {repair.after!r} ({repair.encoding})"


def _merged(merge: Merge) -> Merged:
    at = merge.evidence
    return Merged(
        path=at.path,
        line_start=at.line_start,
        line_end=at.line_end,
        wording=merge.wording,
        stated_kind=merge.stated_kind.value,
        name=merge.name,
        kind=merge.kind.value,
        node_id=merge.node_id,
        reason=merge.reason.value,
    )


def _merged_order(merge: Merged) -> tuple[str, int, int, str, str]:
    return merge.path, merge.line_start, merge.line_end, merge.wording, merge.reason


def _refused(refusal: Refusal) -> Refused:
    fact = refusal.fact
    return Refused(
        path=fact.span.path,
        line_start=fact.span.line_start,
        line_end=fact.span.line_end,
        subject=fact.subject.text,
        relation=str(fact.relation),
        object=fact.object.text,
        reason=refusal.reason.value,
    )


def _shortened(build: Build) -> tuple[Shortened, ...]:
    nodes = {node.id: node for node in build.graph.nodes}
    found = [nodes[node_id] for node_id in build.ledger.shortened]
    places = [(node.evidence[0], node) for node in found]
    return tuple(
        Shortened(at.path, at.line_start, at.line_end, node.name, node.id)
        for at, node in sorted(places, key=lambda each: (each[0], each[1].id))
    )


def _left(span: Span, reason: str) -> LeftUnread:
    return LeftUnread(span.path, span.line_start, span.line_end, reason)
