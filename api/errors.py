"""Errors of serving, and the one tuple of everything that is refused on purpose.

ServiceError
├── SettingsInvalid      a setting has a value that cannot be used
├── DataFolderBusy       another ingest is writing into the data folder
├── DataFolderUnusable   the data folder cannot be made or written
├── PortInUse            the address cannot be listened on
├── OutputUnusable       an export cannot be written where it should
├── SourceNotFound       no ingested file has this path
├── UnknownKind          a kind that the schema does not have
├── UnknownRelation      a relation that the handbook does not have
├── NoSuchGeneration     the store keeps no generation of this name, or none before the live one
└── ServiceClosed        the service was not opened, or is closed again

Each message is one sentence that names the remedy.
"""

from __future__ import annotations

from graph.errors import GraphError
from ingest.errors import IngestError
from retrieval.errors import RetrievalError


class ServiceError(Exception):
    """Root of everything that serving raises on purpose."""


class SettingsInvalid(ServiceError):
    """A setting cannot be used as it stands."""


class DataFolderBusy(ServiceError):
    """Another process is ingesting into the same data folder."""


class DataFolderUnusable(ServiceError):
    """The data folder cannot be made, entered or written."""


class PortInUse(ServiceError):
    """The address cannot be listened on."""


class OutputUnusable(ServiceError):
    """An export cannot be written to the file or folder that was named."""


class SourceNotFound(ServiceError):
    """No file of the handbook has this path."""


class UnknownKind(ServiceError):
    """A node kind that the schema does not have."""


class UnknownRelation(ServiceError):
    """A relation that the graph does not have."""


class NoSuchGeneration(ServiceError):
    """The store keeps no generation of this name, or none before the live one."""


class ServiceClosed(ServiceError):
    """The service holds no edition because it is not open."""


REFUSALS: tuple[type[Exception], ...] = (IngestError, GraphError, RetrievalError, ServiceError)
"""The roots of all four packages: their message is for the user, their trace is not."""
