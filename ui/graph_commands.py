"""The commands that move a graph and look at an installation: export, import, doctor."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ui.options import AsJson, Data, EmbedderChoice


class Format(StrEnum):
    """What a graph can be written as and read from."""

    JSON = "json"
    GRAPHML = "graphml"
    CYPHER = "cypher"
    CSV = "csv"
    JSONLD = "jsonld"


def export(
    *,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="What to write: node-link JSON, GraphML, a Cypher script, a folder of CSV files "
            "for neo4j-admin, or JSON-LD; otherwise what the name of --output says, "
            "otherwise JSON.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="File to write, or folder for csv; otherwise standard output.",
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Write the graph for other programs, or for import elsewhere."""
    from ui.commands.export import run  # noqa: PLC0415

    run(form.value if form else None, output=output, data=data)


def import_(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="What export wrote; for csv, its folder.")
    ],
    *,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="Its format; otherwise what its name says."),
    ] = None,
    data: Data = None,
    embedder: EmbedderChoice = None,
    json: AsJson = False,
) -> None:
    """Publish a graph that was exported, as an ingest does."""
    from ui.commands.import_ import run  # noqa: PLC0415

    known = form.value if form else None
    typer.echo(run(path, form=known, data=data, embedder=embedder, json=json))


def doctor(
    *,
    host: Annotated[str | None, typer.Option(help="As for serve.")] = None,
    port: Annotated[int | None, typer.Option(help="As for serve.")] = None,
    data: Data = None,
    embedder: EmbedderChoice = None,
    json: AsJson = False,
) -> None:
    """Check settings, store, model and index, with a remedy for each; changes nothing."""
    from ui.commands.doctor import run  # noqa: PLC0415

    text, has_problem = run(host=host, port=port, data=data, embedder=embedder, json=json)
    typer.echo(text)
    if has_problem:
        raise typer.Exit(1)
