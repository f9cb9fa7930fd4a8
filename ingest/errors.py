"""Errors of reading.

IngestError
├── PathNotFound      the path names nothing
├── NoMarkdown        a folder holds no Markdown file
├── NotText           the bytes are not text
├── EmptyDocument     a file states nothing
└── FilesUnreadable   several files fail, each with its own reason

Each message is one sentence that names the remedy.
"""


class IngestError(Exception):
    """Root of everything that reading raises on purpose."""


class PathNotFound(IngestError):
    """The path names neither a file nor a folder."""


class NoMarkdown(IngestError):
    """The folder holds no Markdown file."""


class NotText(IngestError):
    """The file's bytes are not text."""


class EmptyDocument(IngestError):
    """The file holds nothing but white space."""


class FilesUnreadable(IngestError):
    """Several files of a handbook cannot be read; the message names each with its remedy."""
