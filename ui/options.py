"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
