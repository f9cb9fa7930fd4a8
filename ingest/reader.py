"""Read a handbook: files to documents, facts and passages, with an account of every line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from ingest.collection import collection_paused
from ingest.document import Document, Passage, Section, Unread
from ingest.encoding.decode import decode, split_lines
from ingest.errors import EmptyDocument, PathNotFound
from ingest.facts import Fact, Reading
from ingest.files import SourcePath, find_files
from ingest.layout import unread_lines
from ingest.markdown.parser import front_matter_lines, parse
from ingest.passages import passages
from ingest.readers.registry import read_facts

_TITLE = re.compile(r"title:[ \t]*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)[ \t]*$", re.IGNORECASE)


def read(paths: Sequence[Path]) -> Reading:
    """Read the Markdown files that the paths (files and folders) name.

    The result does not depend on the order of the paths. One file that cannot be read fails all.

    Raises:
        PathNotFound: a path names nothing that can be read.
        NoMarkdown: a folder holds no Markdown file.
        NotText: a file's bytes are not text.
        EmptyDocument: a file holds nothing but white space.
    """
    return join([read_bytes(stored_bytes(source), source) for source in find_files(paths)])


def join(readings: Iterable[Reading]) -> Reading:
    """Put readings of single files together; they come in the order of their files' paths."""
    documents: list[Document] = []
    facts: list[Fact] = []
    found: list[Passage] = []
    unread: list[Unread] = []
    for reading in readings:
        documents += reading.documents
        facts += reading.facts
        found += reading.passages
        unread += reading.unread
    return Reading(tuple(documents), tuple(facts), tuple(found), tuple(unread))


def stored_bytes(source: SourcePath) -> bytes:
    """Return the bytes of a file; raises ``PathNotFound`` where they cannot be read."""
    if not source.file.is_file():
        raise PathNotFound(f"{source.file} leads to no file; remove the link or mend it.")
    try:
        return source.file.read_bytes()
    except OSError as error:
        raise PathNotFound(f"{source.file} cannot be read; check its permissions.") from error


def read_bytes(data: bytes, source: SourcePath) -> Reading:
    """Read the bytes of one file; they and the path alone decide what is read.

    Raises:
        NotText: they are not text.
        EmptyDocument: they hold nothing but white space.
    """
    with collection_paused():
        document = _document(data, source)
        stated = read_facts(document)
        cited = passages(document)
        spans = [*(fact.span for fact in stated.facts), *(passage.span for passage in cited)]
        left = _not_yet(stated.unread, unread_lines(document, spans))
        return Reading((document,), stated.facts, cited, (*stated.unread, *left))


def _document(data: bytes, source: SourcePath) -> Document:
    decoded = decode(data, str(source.file))
    if not decoded.text.strip():
        raise EmptyDocument(f"{source.file} is empty; write something in it or leave it out.")
    lines = split_lines(decoded.text)
    root = parse(decoded.text, source.path)
    title = _title(root, lines) or PurePosixPath(source.path).stem
    digest = hashlib.sha256(data).hexdigest()
    return Document(source.path, title, root, lines, digest, decoded.repairs)


def _title(root: Section, lines: Sequence[str]) -> str:
    """Return the first level-1 heading, else the front matter's title, else the first heading."""
    sections = [section for section in root.walk() if section.heading]
    for section in sections:
        if section.level == 1:
            return section.title
    for line in lines[: front_matter_lines("\n".join(lines))]:
        if stated := _TITLE.match(line):
            return stated["title"].strip()
    return sections[0].title if sections else ""


def _not_yet(known: Sequence[Unread], left: Sequence[Unread]) -> list[Unread]:
    """Leave out lines for which a reader of facts has already given its reason."""
    spans = {unread.span for unread in known}
    return [unread for unread in left if unread.span not in spans]
