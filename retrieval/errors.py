"""Errors of retrieval.

RetrievalError
├── ModelUnavailable   an embedding model cannot be loaded
│   └── NeedsLibrary   only sentence-transformers can run it
├── IndexMissing       the index of a generation is not there
├── IndexMismatch      an index was made from another graph or another model
├── IndexDamaged       an index file cannot be read
├── BadLexicon         a lexicon file does not follow its format
├── BadStages          a file of design stages does not follow its format
├── LanguageModelUnavailable   the language model that words answers cannot be set up
├── LanguageModelFailed        a call of it failed; the composed answer stands
└── BadQuestion        a question that cannot be answered as it stands (empty, too long)
"""


class RetrievalError(Exception):
    """Root of everything that retrieval raises on purpose."""


class ModelUnavailable(RetrievalError):
    """The embedding model cannot be found, read or trusted."""


class NeedsLibrary(ModelUnavailable):
    """The model is sound, but of a build that only sentence-transformers can run."""


class IndexMissing(RetrievalError):
    """No index stands beside the generation; a new ingest makes one."""


class IndexMismatch(RetrievalError):
    """The index belongs to another generation or another model."""


class IndexDamaged(RetrievalError):
    """The index cannot be read; a new ingest rebuilds it."""


class BadLexicon(RetrievalError):
    """A lexicon file, such as the one beside a handbook, does not follow its format."""


class BadStages(RetrievalError):
    """A file of design stages cannot be read or does not follow its format."""


class BadQuestion(RetrievalError):
    """The question is empty or longer than is allowed."""


class LanguageModelUnavailable(RetrievalError):
    """The language model's name is unknown, or the package of its provider is not installed."""


class LanguageModelFailed(RetrievalError):
    """A call of the language model could not be made or broke off."""
