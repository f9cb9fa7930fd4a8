"""Import: from an exported file to a published graph, as an ingest publishes it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from api.ingestion import publish
from api.progress import Progress, Silent, Stage
from api.report import Outcome
from api.settings import Settings
from graph.errors import BadGraphFile
from graph.formats.registry import Format, format_of, read
from graph.model import Graph
from graph.schema import Kind


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import published."""

    file: str
    format: str
    files: int
    """Source files of the handbook, with their texts."""
    nodes: dict[str, int]
    """Kind to number, in the schema's order."""
    edges: dict[str, int]
    """Relation to number, most first."""
    generation: str
    previous: str | None
    """The generation that was live before, None before the first one."""
    changed: bool
    """Whether anything was written that had not stood there already."""
    embedder: str
    entries: int
    embedded: int
    seconds: dict[str, float]


def import_graph(
    settings: Settings, path: Path, form: Format | None = None, progress: Progress | None = None
) -> ImportReport:
    """Read an exported graph and publish it in the data folder.

    Args:
        settings: where everything is written, and with which model.
        path: the file, or the folder for ``Format.CSV``.
        form: its format; None goes by the ending of its name.
        progress: told of every stage.

    Raises:
        BadGraphFile: the file is not there or does not hold a whole graph in this format.
        GraphError: the store cannot be used.
        RetrievalError: the model cannot be loaded.
        DataFolderBusy: another ingest is running.
        DataFolderUnusable: the data folder cannot be written.
    """
    told = progress or Silent()
    told.begin(Stage.READ)
    found = form or _format(path)
    graph = read(path, found)
    return _report(path, found, graph, publish(settings, graph, told))


def as_json(report: ImportReport) -> str:
    """Return the report as JSON."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2)


def as_text(report: ImportReport) -> str:
    """Return the report as aligned columns."""
    before = f", in place of {report.previous}" if report.previous else ", the first one here"
    rows = [
        ("import", f"{report.file} ({report.format}), {report.files} source files"),
        ("nodes", _total(report.nodes)),
        ("edges", _total(report.edges)),
        ("index", f"{report.entries} texts, {report.embedded} embedded now ({report.embedder})"),
        ("graph", report.generation + (before if report.changed else ", unchanged")),
    ]
    return "\n".join(f"{name:<6}  {text}" for name, text in rows)


def _format(path: Path) -> Format:
    found = format_of(path)
    if found is None and path.exists():
        raise BadGraphFile(
            f"The name {path.name!r} does not say what the file is: name its format with --format"
            f" ({', '.join(Format)})."
        )
    return found or Format.JSON  # the reader says that it is not there


def _report(path: Path, form: Format, graph: Graph, outcome: Outcome) -> ImportReport:
    kinds = Counter(node.kind for node in graph.nodes)
    edges = Counter(edge.relation for edge in graph.edges)
    return ImportReport(
        file=str(path),
        format=form.value,
        files=len(graph.files),
        nodes={kind.value: kinds[kind] for kind in Kind if kinds[kind]},
        edges=dict(sorted(edges.items(), key=lambda item: (-item[1], item[0]))),
        generation=graph.generation,
        previous=outcome.previous,
        changed=outcome.changed,
        embedder=outcome.embedder,
        entries=outcome.entries,
        embedded=outcome.embedded,
        seconds={stage: round(s, 3) for stage, s in outcome.seconds.items()},
    )


def _total(counts: dict[str, int]) -> str:
    listed = ", ".join(f"{number} {name}" for name, number in counts.items())
    return f"{sum(counts.values())}: {listed}" if counts else "0"
