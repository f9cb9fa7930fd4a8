"""The command line: ``designbook ingest | ask | serve | export | eval``.

Results go to standard output, progress and errors to standard error. What is refused on purpose
is one sentence and exit code 1; an unexpected error keeps its trace.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.errors import REFUSALS
from api.version import version

app = typer.Typer(
    help="Ask a Markdown handbook design questions; every answer cites its lines.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class ExportFormat(StrEnum):
    """What a graph can be written as."""

    JSON = "json"


class Part(StrEnum):
    """Which questions of a set are asked."""

    TUNE = "tune"
    RECORD = "record"
    ALL = "all"


Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="FOLDER",
        help="Folder that holds everything written; otherwise DATA_DIR, otherwise ./data.",
    ),
]
EmbedderChoice = Annotated[
    str | None,
    typer.Option(
        "--embedder",
        metavar="MODEL",
        help="default, sentence-transformers, or sentence-transformers:<name or path>; "
        "otherwise EMBEDDER.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of text.")]


def _show_version(asked: bool) -> None:  # noqa: FBT001 (the signature of an option's callback)
    if asked:
        typer.echo(f"designbook {version()}")
        raise typer.Exit


@app.callback()
def designbook(
    *,
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and leave."
        ),
    ] = False,
) -> None:
    """Ask a Markdown handbook design questions; every answer cites its lines."""


@app.command()
def ingest(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Markdown files and folders of them.")
    ],
    *,
    data: Data = None,
    embedder: EmbedderChoice = None,
    json: AsJson = False,
) -> None:
    """Read a handbook and publish its graph."""
    from ui.commands.ingest import run  # noqa: PLC0415

    typer.echo(run(paths, data=data, embedder=embedder, json=json))


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="In plain English.")],
    *,
    data: Data = None,
    embedder: EmbedderChoice = None,
    json: AsJson = False,
) -> None:
    """Answer a question with numbered citations."""
    from ui.commands.ask import run  # noqa: PLC0415

    typer.echo(run(question, data=data, embedder=embedder, json=json))


@app.command()
def serve(
    *,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; otherwise HOST, otherwise 127.0.0.1.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(help="Port to listen on, 0 for a free one; otherwise PORT, otherwise 8000."),
    ] = None,
    data: Data = None,
    embedder: EmbedderChoice = None,
) -> None:
    """Serve the page and the HTTP interface."""
    from ui.commands.serve import run  # noqa: PLC0415

    run(host=host, port=port, data=data, embedder=embedder)


@app.command()
def export(
    *,
    form: Annotated[
        ExportFormat, typer.Option("--format", help="What to write: node-link JSON.")
    ] = ExportFormat.JSON,
    data: Data = None,
) -> None:
    """Write the graph to standard output."""
    from ui.commands.export import run  # noqa: PLC0415

    typer.echo(run(form.value, data=data))


@app.command("eval")
def evaluate(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", help="A question set.")],
    *,
    split: Annotated[Part, typer.Option(help="Which of its questions to ask.")] = Part.ALL,
    handbook: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Ask this handbook instead of those that the set names."),
    ] = None,
    failures: Annotated[
        bool, typer.Option("--failures", help="Show each question that fared badly.")
    ] = False,
    data: Data = None,
    embedder: EmbedderChoice = None,
    json: AsJson = False,
) -> None:
    """Measure how well a set of questions is found, answered, cited and declined."""
    from ui.commands.eval import run  # noqa: PLC0415

    typer.echo(
        run(
            questions,
            part=split.value,
            handbook=handbook,
            failures=failures,
            data=data,
            embedder=embedder,
            json=json,
        )
    )


def main() -> None:
    """Run a command; exit code 1 and one sentence for what is refused on purpose."""
    try:
        app(prog_name="designbook")
    except REFUSALS as e:
        sys.stderr.write(f"designbook: {e}\n")
        sys.exit(1)
