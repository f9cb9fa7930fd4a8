"""What an ingest did, as a value, as a text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from api.coverage import Coverage, coverage
from graph.build import Build
from graph.schema import Kind
from ingest.facts import Reading


@dataclass(frozen=True, slots=True)
class Repairs:
    """Encoding damage: pieces that were mended, and losses that could not be."""

    mended: int
    lost: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was published, beside the graph itself."""

    previous: str | None
    """The generation that was live before, None before the first ingest."""
    changed: bool
    """Whether anything was written that had not stood there already."""
    embedder: str
    entries: int
    """Texts in the index."""
    embedded: int
    """Distinct texts whose vectors were computed now; the others were kept."""
    seconds: Mapping[str, float]
    """Stage to seconds."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Everything worth knowing about one ingest."""

    files: int
    sections: int
    passages: int
    facts: int
    nodes: dict[str, int]
    """Kind to number, in the schema's order."""
    edges: dict[str, int]
    """Relation to number, most first."""
    repairs: Repairs
    lines: Coverage
    refusals: dict[str, int]
    """Reason to number of facts that the graph refused."""
    merges: dict[str, int]
    """Reason to number of wordings that became part of another node."""
    generation: str
    previous: str | None
    changed: bool
    embedder: str
    entries: int
    embedded: int
    seconds: dict[str, float]


def summarise(reading: Reading, build: Build, outcome: Outcome) -> IngestReport:
    """Return the report of an ingest."""
    repairs = [repair for document in reading.documents for repair in document.repairs]
    kinds = Counter(node.kind for node in build.graph.nodes)
    return IngestReport(
        files=len(reading.documents),
        sections=sum(
            section.level > 0 for document in reading.documents for section in document.root.walk()
        ),
        passages=len(reading.passages),
        facts=len(reading.facts),
        nodes={kind: kinds[kind] for kind in Kind if kinds[kind]},
        edges=_counted(edge.relation for edge in build.graph.edges),
        repairs=Repairs(
            mended=sum(not repair.lost for repair in repairs),
            lost=sum(repair.lost for repair in repairs),
        ),
        lines=coverage(reading),
        refusals={str(reason): n for reason, n in build.ledger.refused().items()},
        merges={str(reason): n for reason, n in build.ledger.merged().items()},
        generation=build.graph.generation,
        previous=outcome.previous,
        changed=outcome.changed,
        embedder=outcome.embedder,
        entries=outcome.entries,
        embedded=outcome.embedded,
        seconds={stage: round(s, 3) for stage, s in outcome.seconds.items()},
    )


def as_json(report: IngestReport) -> str:
    """Return the report as JSON."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2)


def as_text(report: IngestReport) -> str:
    """Return the report as two aligned columns."""
    rows = [
        ("read", _read(report)),
        ("lines", _lines(report.lines)),
        *[("  unread", f"{count}  {reason}") for reason, count in report.lines.unread.items()],
        ("repairs", f"{report.repairs.mended} mended, {report.repairs.lost} lost"),
        ("nodes", _total(report.nodes)),
        ("edges", _total(report.edges)),
        ("merges", _total(report.merges)),
        ("refused", _total(report.refusals)),
        ("index", f"{report.entries} texts, {report.embedded} embedded now ({report.embedder})"),
        ("seconds", f"{sum(report.seconds.values()):.1f}: {_seconds(report.seconds)}"),
        ("graph", _generation(report)),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{width}}  {text}" for name, text in rows)


def _read(report: IngestReport) -> str:
    return (
        f"{_count(report.files, 'file')}, {_count(report.sections, 'section')}, "
        f"{_count(report.passages, 'passage')}, {_count(report.facts, 'fact')}"
    )


def _lines(lines: Coverage) -> str:
    rest = sum(lines.unread.values())
    missed = f", {lines.unaccounted} unaccounted for" if lines.unaccounted else ""
    return (
        f"{lines.total} that are not blank: {lines.in_facts} in facts, "
        f"{lines.in_passages} in passages, {lines.layout} layout, {rest} unread{missed}"
    )


def _generation(report: IngestReport) -> str:
    if not report.changed:
        return f"{report.generation}, unchanged"
    if report.previous == report.generation:
        return f"{report.generation}, unchanged; its index was made anew"
    if report.previous is None:
        return f"{report.generation}, the first one here"
    return f"{report.generation}, in place of {report.previous}"


def _total(counts: Mapping[str, int]) -> str:
    if not counts:
        return "0"
    return f"{sum(counts.values())}: " + ", ".join(f"{n} {name}" for name, n in counts.items())


def _seconds(seconds: Mapping[str, float]) -> str:
    return ", ".join(f"{stage} {s:.1f}" for stage, s in seconds.items())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _counted(names: Iterable[str]) -> dict[str, int]:
    """Count equal names, most first, equal counts by name."""
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
