"""The driver's errors as the graph's, each with its remedy.

https://neo4j.com/docs/status-codes/current/errors/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Forbidden,
    Neo4jError,
)

from graph.errors import StoreAway, StoreUnavailable


class WritersBusy(StoreUnavailable):
    """Another process is writing a generation into the same database."""


class BadAddress(DriverError):
    """What is given as an address is none."""


@dataclass(frozen=True, slots=True)
class Access:
    """Where a Neo4j is and how it is asked."""

    uri: str
    """``neo4j://`` (cluster or single server) or ``bolt://`` (this very server); with ``+s`` TLS
    and a certificate that the system trusts, with ``+ssc`` TLS and any certificate."""
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str | None = None
    """None is the user's home database."""
    connect_seconds: float = 5.0
    query_seconds: float = 30.0
    """For one transaction, in the server; also how long passing troubles are retried."""
    lock_seconds: float = 30.0
    """How long a writer waits for another process's write to end."""

    @property
    def name(self) -> str:
        """What messages call it: address and database."""
        return f"Neo4j at {self.uri}" + (f", database {self.database}" if self.database else "")


@contextmanager
def translated(access: Access) -> Generator[None]:
    """Raise what the driver raises as ``StoreUnavailable``, with the cause kept.

    ``StoreAway`` is raised where no remedy but waiting or starting the server is known.
    """
    try:
        yield
    except (Neo4jError, DriverError, OSError) as error:
        raise _translated(access, error) from error
    except ValueError as error:
        # The driver raises a bare one for a host that no name server knows.
        if "resolve" not in str(error):
            raise
        raise _translated(access, error) from error


def is_timeout(error: BaseException | None) -> bool:
    """Tell whether the server ended a transaction for its time."""
    return re.search(r"TimedOut|Timeout|Terminated|LockClientStopped", _code(error)) is not None


def _code(error: BaseException | None) -> str:
    return (error.code or "") if isinstance(error, Neo4jError) else ""


def _lacks_database(error: BaseException) -> bool:
    return _code(error) == "Neo.ClientError.Database.DatabaseNotFound"


# The first that holds decides. {0} is the store's name, {1} the cause, {2} the user.
_REMEDIES: tuple[tuple[Callable[[BaseException], bool], str], ...] = (
    (
        lambda error: isinstance(error, AuthError),
        "{0} refuses the user {2} ({1}); correct NEO4J_USERNAME and NEO4J_PASSWORD.",
    ),
    (
        lambda error: isinstance(error, Forbidden),
        "{0} does not allow this to the user {2} ({1}); grant it, or use another user.",
    ),
    (
        lambda error: isinstance(error, ConfigurationError | BadAddress),
        "{0} cannot be used ({1}); set NEO4J_URI to neo4j://HOST:7687 or bolt://HOST:7687, with"
        " neo4j+s or bolt+s for TLS.",
    ),
    (_lacks_database, "{0} is not there ({1}); create the database, or correct NEO4J_DATABASE."),
    (is_timeout, "{0} took too long ({1}); try again, or raise NEO4J_QUERY_SECONDS."),
    (
        lambda error: isinstance(error, ClientError),
        "{0} refuses a statement ({1}); the server's log says more.",
    ),
)
_OUT_OF_REACH = (
    "{0} cannot be reached ({1}); start it (`make neo4j` starts one on this machine), or correct"
    " NEO4J_URI."
)


def _translated(access: Access, error: Exception) -> StoreUnavailable:
    why = str(getattr(error, "message", None) or error).split("\n")[0].split(". ")[0].rstrip(".: ")
    remedy = next((remedy for holds, remedy in _REMEDIES if holds(error)), None)
    cls = StoreAway if remedy is None else StoreUnavailable
    return cls((remedy or _OUT_OF_REACH).format(access.name, why, access.user))
