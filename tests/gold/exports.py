"""Digests of exported graphs: the same on every machine, Python and day.

    python -m tests.gold.exports --renew

writes them anew, after a change of the readers or of the export that means to change the bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from graph.build import build_graph
from graph.formats.registry import Format, write
from ingest.reader import read

ROOT = Path(__file__).parents[2]
RECORDED = ROOT / "tests" / "data" / "exports.sha256"
"""One line an export, as ``sha256sum`` writes it: digest, two blanks, what was read."""
HANDBOOKS = ("handbook", "tests/data/shapes/voice_assistant.md", "tests/data/shapes/design_doc.md")
"""Folders and files below the root."""


def digests() -> dict[str, str]:
    """Return the SHA-256 of each handbook's export as JSON, in UTF-8."""
    return {name: _digest(ROOT / name) for name in HANDBOOKS}


def recorded() -> dict[str, str]:
    """Return the digests that were recorded, by handbook."""
    rows = [row.split("  ", 1) for row in RECORDED.read_text(encoding="ascii").splitlines()]
    return {name: digest for digest, name in rows}


def _digest(path: Path) -> str:
    graph = build_graph(read([path])).graph
    return hashlib.sha256("".join(write(graph, Format.JSON)).encode()).hexdigest()


def _main() -> None:
    parser = argparse.ArgumentParser(description="Print the digests of the exported graphs.")
    parser.add_argument("--renew", action="store_true", help="record them as well")
    text = "".join(f"{digest}  {name}\n" for name, digest in digests().items())
    if parser.parse_args().renew:
        RECORDED.write_text(text, encoding="ascii", newline="\n")
    sys.stdout.write(text)


if __name__ == "__main__":
    _main()
