"""The command line: ``designbook COMMAND``; ``ui.graph_commands`` has those about exports.

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
from ui import graph_commands
from ui.options import AsJson, Data, EmbedderChoice

app = typer.Typer(
    help="Ask a Markdown handbook design questions; every answer cites its lines.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


NOT_COVERED = 3
"""Exit code of ``ask --exit-code`` where the handbook does not cover the question."""


class Part(StrEnum):
    """Which questions of a set are asked."""

    TUNE = "tune"
    RECORD = "record"
    ALL = "all"


class LintLevel(StrEnum):
    """How grave a finding of ``lint`` is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


MappingFile = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="FILE",
        help="Mapping file that goes before the packaged one; otherwise designbook.toml beside "
        "the handbook, where there is one.",
    ),
]
KeepGoing = Annotated[
    bool,
    typer.Option("--keep-going", help="Leave out files that cannot be read, and report them."),
]


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
    mapping: MappingFile = None,
    keep_going: KeepGoing = False,
    whole: Annotated[
        bool,
        typer.Option(
            "--report", help="Show every merge, refusal, repair and unread line, and each file."
        ),
    ] = False,
    data: Data = None,
    embedder: EmbedderChoice = None,
    json: AsJson = False,
) -> None:
    """Read a handbook and publish its graph."""
    from ui.commands.ingest import run  # noqa: PLC0415

    typer.echo(
        run(
            paths,
            mapping=mapping,
            keep_going=keep_going,
            whole=whole,
            data=data,
            embedder=embedder,
            json=json,
        )
    )


@app.command()
def diff(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH...]", help="What an ingest of these would change; nothing is written."
        ),
    ] = None,
    *,
    earlier: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="GENERATION", help="Otherwise the generation before the live one."
        ),
    ] = None,
    later: Annotated[
        str | None, typer.Option("--to", metavar="GENERATION", help="Otherwise the live one.")
    ] = None,
    mapping: MappingFile = None,
    keep_going: KeepGoing = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Show what an ingest changed, or would change."""
    from ui.commands.diff import run  # noqa: PLC0415

    if paths and (earlier or later):
        raise typer.BadParameter("give either PATH, or --from and --to")
    typer.echo(
        run(
            paths or [],
            earlier=earlier,
            later=later,
            mapping=mapping,
            keep_going=keep_going,
            data=data,
            json=json,
        )
    )


@app.command()
def lint(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Markdown files and folders of them.")
    ],
    *,
    level: Annotated[
        LintLevel, typer.Option(help="Show findings of this level and graver ones.")
    ] = LintLevel.WARNING,
    mapping: MappingFile = None,
    json: AsJson = False,
) -> None:
    """Show an author what to look at; exit code 1 where something is broken."""
    from ui.commands.lint import run  # noqa: PLC0415

    text, broken = run(paths, level=level.value, mapping=mapping, json=json)
    typer.echo(text)
    if broken:
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="In plain English.")],
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how the answer came about as well.")
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Leave with 3 where the handbook does not cover it.")
    ] = False,
    data: Data = None,
    embedder: EmbedderChoice = None,
    json: AsJson = False,
) -> None:
    """Answer a question with numbered citations."""
    from ui.commands.ask import run  # noqa: PLC0415

    told, status = run(question, explain=explain, data=data, embedder=embedder, json=json)
    typer.echo(told)
    if exit_code and status == "not_covered":
        raise typer.Exit(NOT_COVERED)


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


app.command()(graph_commands.export)
app.command("import")(graph_commands.import_)
app.command()(graph_commands.doctor)


def main() -> None:
    """Run a command; exit code 1 and one sentence for what is refused on purpose."""
    try:
        app(prog_name="designbook")
    except REFUSALS as e:
        sys.stderr.write(f"designbook: {e}\n")
        sys.exit(1)
