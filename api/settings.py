"""Settings: the only reader of the environment.

Precedence, highest first: the command line, the process environment, ``.env`` in the working
folder, the defaults below. An empty value counts as not given. Names are matched without regard
to case; a field ``data_dir`` is the variable ``DATA_DIR``.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, SecretStr, StringConstraints, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.errors import SettingsInvalid
from retrieval.question.cleaning import LONGEST_QUESTION

DEFAULT_EMBEDDER = "default"
NO_LLM = "none"

# Gradio and its client look these up while they are imported; each keeps a request from leaving
# the machine.
OFFLINE = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}


class LogLevel(StrEnum):
    """How much is logged to standard error."""

    CRITICAL = "critical"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    DEBUG = "debug"


class EmbedderPrecision(StrEnum):
    """How the weights of the embedding model are kept."""

    FLOAT32 = "float32"
    INT8 = "int8"


class GraphBackend(StrEnum):
    """Where the graph is kept."""

    EMBEDDED = "embedded"
    NEO4J = "neo4j"


class IndexBackend(StrEnum):
    """Where the indexes of the graph are kept."""

    FILES = "files"
    NEO4J = "neo4j"


class Settings(BaseSettings):
    """Everything that can be set from outside, typed and checked."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    data_dir: Path = Field(Path("data"), description="Folder that holds everything written.")
    host: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        "127.0.0.1", description="Address to listen on."
    )
    allowed_hosts: Annotated[str, StringConstraints(strip_whitespace=True)] = Field(
        "", description="Names to answer to beside localhost, HOST and every IP address; * for any."
    )
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    embedder: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        DEFAULT_EMBEDDER,
        description="Embedding model: default, sentence-transformers, or "
        "sentence-transformers:<name or path>.",
    )
    embedder_threads: int = Field(
        0, ge=0, le=256, description="Threads of the model within one call; 0 chooses, at most 4."
    )
    embedder_precision: EmbedderPrecision = Field(
        EmbedderPrecision.FLOAT32, description="Weights of the model: float32 or int8."
    )
    graph_backend: GraphBackend = Field(
        GraphBackend.EMBEDDED, description="Store of the graph: embedded (one file) or neo4j."
    )
    index_backend: IndexBackend = Field(
        IndexBackend.FILES,
        description="Indexes: files (in the data folder) or neo4j (in the graph's database).",
    )
    neo4j_uri: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        "neo4j://127.0.0.1:7687", description="Address of the Neo4j; +s or +ssc for TLS."
    )
    neo4j_username: str = Field("neo4j", description="User of the Neo4j.")
    neo4j_password: SecretStr = Field(SecretStr(""), description="The user's password.")
    neo4j_database: str = Field("", description="Database by name; the user's home where empty.")
    neo4j_connect_seconds: float = Field(5.0, gt=0, description="Longest wait for a connection.")
    neo4j_query_seconds: float = Field(30.0, gt=0, description="Longest time for a transaction.")
    llm_model: Annotated[str, StringConstraints(strip_whitespace=True)] = Field(
        "", description="Language model that words answers, as provider:model; empty for none."
    )
    openai_api_key: SecretStr = Field(SecretStr(""), description="Key of OpenAI, or of its like.")
    openai_base_url: Annotated[str, StringConstraints(strip_whitespace=True)] = Field(
        "", description="Address of a server that speaks OpenAI's protocol."
    )
    llm_timeout: float = Field(30.0, gt=0, le=600, description="Longest wording, in seconds.")
    llm_max_tokens: int = Field(400, ge=16, description="Longest reply of the model, in tokens.")
    llm_tokens_per_day: int = Field(
        0,
        ge=0,
        description="Tokens a day (UTC) after which a process calls no model; 0: no limit.",
    )
    log_level: LogLevel = Field(LogLevel.INFO, description="How much is logged.")
    design_stages: str = Field(
        "", description="File with the stages of a design, instead of the packaged one."
    )
    lexicon: str = Field(
        "", description="File that extends the lexicon, instead of the one beside a handbook."
    )
    root_path: str = Field("", description="Prefix that a proxy in front strips from addresses.")
    max_question_chars: int = Field(
        LONGEST_QUESTION,
        ge=1,
        le=LONGEST_QUESTION,
        description="Longest question, in characters; at most what answering is tested with.",
    )
    max_body_bytes: int = Field(1_000_000, ge=1000, description="Largest request body, in bytes.")

    @model_validator(mode="after")
    def _index_beside_graph(self) -> Self:
        """An index in a Neo4j stands in the database of its graph."""
        if (
            self.index_backend is IndexBackend.NEO4J
            and self.graph_backend is not GraphBackend.NEO4J
        ):
            raise ValueError("INDEX_BACKEND=neo4j needs GRAPH_BACKEND=neo4j")
        return self

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names of ``allowed_hosts``, which commas or blanks divide."""
        return tuple(self.allowed_hosts.replace(",", " ").split())

    @property
    def stages_path(self) -> Path | None:
        """The file of ``design_stages``; None for the packaged stages."""
        return Path(self.design_stages) if self.design_stages else None

    @property
    def lexicon_path(self) -> Path | None:
        """The file of ``lexicon``; None for the one beside a handbook, if there is one."""
        return Path(self.lexicon) if self.lexicon else None

    @property
    def language_model(self) -> str:
        """The model that words answers, as ``provider:model``; empty for none.

        Only ``LLM_MODEL`` asks for one: a key that happens to be in the environment sends no text
        out and spends nothing.
        """
        return "" if self.llm_model.lower() == NO_LLM else self.llm_model

    @property
    def store_path(self) -> Path:
        """The graph's file."""
        return self.data_dir / "graph.sqlite"

    @property
    def vectors_path(self) -> Path:
        """The cache of vectors."""
        return self.data_dir / "vectors.sqlite"

    @property
    def readings_path(self) -> Path:
        """The cache of what was read from each file."""
        return self.data_dir / "readings.sqlite"

    @property
    def history_path(self) -> Path:
        """Says which generation was live before the present one."""
        return self.data_dir / "history.json"

    @property
    def models_dir(self) -> Path:
        """Where prepared models are kept."""
        return self.data_dir / "models"

    @property
    def indexes_dir(self) -> Path:
        """Holds one folder for each generation and embedder."""
        return self.data_dir / "indexes"

    @property
    def lock_path(self) -> Path:
        """The file that an ingest locks."""
        return self.data_dir / "ingest.lock"

    @property
    def indexes_lock_path(self) -> Path:
        """The file that is locked by who makes an index outside an ingest."""
        return self.data_dir / "indexes.lock"

    def index_folder(self, generation: str, fingerprint: str) -> Path:
        """Return the folder of a generation's index made with the embedder of this fingerprint."""
        return self.indexes_dir / f"{generation}-{fingerprint[:12]}"


def read_settings(**given: object) -> Settings:
    """Return the settings; ``given`` holds the command line's values, None where not given.

    Raises:
        SettingsInvalid: a value cannot be used, or ``.env`` cannot be read.
    """
    values = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**values)  # pyright: ignore[reportArgumentType]
    except ValidationError as e:
        raise SettingsInvalid(_sentence(e)) from e
    except (UnicodeDecodeError, OSError) as e:
        raise SettingsInvalid(
            f"The file .env cannot be read ({e}): make it a readable UTF-8 text, or remove it."
        ) from e


def go_offline() -> None:
    """Keep the libraries of the page from asking hosts for their version, unless told otherwise."""
    for name, value in OFFLINE.items():
        os.environ.setdefault(name, value)  # noqa: TID251 (the only writer, beside the reader)


def _sentence(error: ValidationError) -> str:
    """Say what is wrong with the first bad setting and where to correct it."""
    first = error.errors(include_url=False)[0]
    if not first["loc"]:  # said of several settings together
        why = first["msg"].removeprefix("Value error, ")
        return f"{why}: correct it on the command line, in the environment or in .env."
    name = str(first["loc"][0]).upper()
    reason = first["msg"].removeprefix("Input should be ")
    return (
        f"{name} is {str(first['input'])!r}, but must be {reason}: "
        "correct it on the command line, in the environment or in .env."
    )
