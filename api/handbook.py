"""A handbook as it is named on the command line, and its graph before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.overrides import lexicon_for, mapping_for
from graph.build import Build, build_graph
from graph.mapping import Mapping
from ingest.gather import Gathered, gather
from ingest.readings import Readings
from retrieval.lexicon.terms import Lexicon


@dataclass(frozen=True, slots=True)
class Handbook:
    """What is to be read, and how."""

    paths: Sequence[Path]
    """Files and folders, in any order."""
    mapping: Path | None = None
    """The override file, instead of the one beside the handbook."""
    keep_going: bool = False
    """Whether files that fail are left out instead of refusing all."""
    lexicon: Path | None = None
    """The file that extends the lexicon, instead of the one beside the handbook."""

    def words(self) -> Mapping:
        """Return what the handbook's words mean; raises ``BadMapping``."""
        return mapping_for(self.paths, self.mapping)

    def terms(self) -> Lexicon:
        """Return the lexicon that links questions to it; raises ``BadLexicon``."""
        return lexicon_for(self.paths, self.lexicon)

    def read(self, readings: Readings | None = None) -> Gathered:
        """Read the files; raises the errors of ``ingest.gather``."""
        return gather(self.paths, readings, keep_going=self.keep_going)


def build(handbook: Handbook) -> tuple[Gathered, Build]:
    """Read a handbook and build its graph without writing anything.

    Raises:
        IngestError: a path cannot be read as Markdown.
        GraphError: the handbook states nothing, or its mapping file is wrong.
    """
    words = handbook.words()
    gathered = handbook.read()
    return gathered, build_graph(gathered.reading, words)
