"""What an ingest did, as a value, as a text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from api.account import Account, Mended, account, as_lines, mended
from api.coverage import Coverage, coverage, shares
from graph.build import Build
from graph.diff import Rename
from graph.names import LONGEST_NAME
from graph.schema import Kind
from ingest.gather import Failure, Gathered

_SHOWN_LOSSES = 5
"""Losses that the short report names; the long one names all."""
_PROSE_ALONE = "0: no table, list, definition or diagram states one; answers quote passages alone"


@dataclass(frozen=True, slots=True)
class Repairs:
    """Encoding damage: pieces that were mended, and losses that could not be."""

    mended: int
    lost: int
    losses: tuple[Mended, ...]
    """Where the losses are, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was published, beside the graph itself."""

    previous: str | None
    """The generation that was live before, None before the first ingest."""
    renamed: tuple[Rename, ...]
    """Files that the earlier graph has under another path, with the same content."""
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
    kept: int
    """Files that were not read again, because they have not changed."""
    renamed: tuple[Rename, ...]
    """Files that stood under another path before, with the same content."""
    failures: tuple[Failure, ...]
    """Files that were left out, with the reason."""
    sections: int
    passages: int
    facts: int
    readers: dict[str, int]
    """Reader to number of facts that it found, most first."""
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
    shortened: int
    """Nodes whose wording was too long for a name; their text has the whole."""
    generation: str
    previous: str | None
    changed: bool
    embedder: str
    entries: int
    embedded: int
    seconds: dict[str, float]
    account: Account
    """Every single decision; only the long form shows it."""


def summarise(gathered: Gathered, build: Build, outcome: Outcome) -> IngestReport:
    """Return the report of an ingest."""
    reading = gathered.reading
    repairs = mended(reading)
    kinds = Counter(node.kind for node in build.graph.nodes)
    return IngestReport(
        files=len(reading.documents),
        kept=gathered.kept,
        renamed=outcome.renamed,
        failures=gathered.failures,
        sections=sum(
            section.level > 0 for document in reading.documents for section in document.root.walk()
        ),
        passages=len(reading.passages),
        facts=len(reading.facts),
        readers=_most_first(fact.reader for fact in reading.facts),
        nodes={kind: kinds[kind] for kind in Kind if kinds[kind]},
        edges=_most_first(edge.relation for edge in build.graph.edges),
        repairs=Repairs(
            mended=sum(not repair.lost for repair in repairs),
            lost=sum(repair.lost for repair in repairs),
            losses=tuple(repair for repair in repairs if repair.lost),
        ),
        lines=coverage(reading),
        refusals={str(reason): n for reason, n in build.ledger.refused().items()},
        merges={str(reason): n for reason, n in build.ledger.merged().items()},
        shortened=len(build.ledger.shortened),
        generation=build.graph.generation,
        previous=outcome.previous,
        changed=outcome.changed,
        embedder=outcome.embedder,
        entries=outcome.entries,
        embedded=outcome.embedded,
        seconds={stage: round(s, 3) for stage, s in outcome.seconds.items()},
        account=account(reading, build),
    )


def as_json(report: IngestReport, *, whole: bool = False) -> str:
    """Return the report as JSON, the whole one with every single decision."""
    values = asdict(report)
    if not whole:
        del values["account"]
    return json.dumps(values, ensure_ascii=False, indent=2)


def as_text(report: IngestReport, *, whole: bool = False) -> str:
    """Return the report as two aligned columns, the whole one with every single decision below."""
    rows = _rows(report)
    width = max(len(name) for name, _ in rows)
    columns = "\n".join(f"{name:<{width}}  {text}" for name, text in rows)
    return "\n\n".join([columns, *as_lines(report.account)]) if whole else columns


def _rows(report: IngestReport) -> list[tuple[str, str]]:
    return [
        ("read", _read(report)),
        *[("  renamed", f"{name.before} → {name.after}") for name in report.renamed],
        *[("  failed", f"{failure.path}: {failure.reason}") for failure in report.failures],
        ("lines", _lines(report.lines)),
        *[("  unread", f"{count}  {reason}") for reason, count in report.lines.unread.items()],
        ("facts", _total(report.readers) if report.facts else _PROSE_ALONE),
        ("repairs", f"{report.repairs.mended} mended, {report.repairs.lost} lost"),
        *[("  lost", text) for text in _losses(report.repairs)],
        ("nodes", _total(report.nodes)),
        ("edges", _total(report.edges)),
        ("merges", _total(report.merges)),
        *[("shortened", _cut(report.shortened))][: report.shortened],
        ("refused", _total(report.refusals)),
        ("index", f"{report.entries} texts, {report.embedded} embedded now ({report.embedder})"),
        ("seconds", f"{sum(report.seconds.values()):.1f}: {_seconds(report.seconds)}"),
        ("graph", _generation(report)),
    ]


def _read(report: IngestReport) -> str:
    kept = f", {counted(report.kept, 'file')} unchanged and not read again" if report.kept else ""
    return (
        f"{counted(report.files, 'file')}, {counted(report.sections, 'section')}, "
        f"{counted(report.passages, 'passage')}, {counted(report.facts, 'fact')}{kept}"
    )


def _lines(lines: Coverage) -> str:
    missed = f", {lines.unaccounted} unaccounted for" if lines.unaccounted else ""
    return f"{lines.total} that are not blank: {shares(lines)}{missed}"


def _cut(count: int) -> str:
    return f"{counted(count, 'name')} of more than {LONGEST_NAME} characters, kept whole as text"


def _losses(repairs: Repairs) -> list[str]:
    shown = [f"{loss.path}:{loss.line}  {loss.before!r}" for loss in repairs.losses]
    more = len(shown) - _SHOWN_LOSSES
    return [
        *shown[:_SHOWN_LOSSES],
        *([f"and {more} more (--report lists them)"] if more > 0 else []),
    ]


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


def counted(number: int, noun: str) -> str:
    """Return a number with its noun in the right number: "1 file", "2 files"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _most_first(names: Iterable[str]) -> dict[str, int]:
    """Count equal names, most first, equal counts by name."""
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
