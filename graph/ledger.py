"""The ledger: what was merged and what was refused on the way from facts to the graph, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Evidence
from graph.schema import Kind
from ingest.facts import Fact


class MergeReason(StrEnum):
    """Why two wordings, or two kinds, are one node."""

    SPELLING = "spelling"
    """The wordings differ in case, plural, hyphen, space or punctuation alone."""
    ABBREVIATION = "abbreviation"
    """The text gives one as the abbreviation of the other, in parentheses."""
    KIND_WORD = "kind word"
    """One is the other with the word of its kind behind it: "Two-Tower", "two-tower models"."""
    FIELD_NAME = "field name"
    """The field knows both as names of one thing: "W&B", "Weights & Biases"."""
    OTHER_NAME = "other name"
    """The text says that the thing is also called so."""
    PINNED = "pinned"
    """The file beside the handbook says so."""
    KIND = "kind"
    """The same name stands under several kinds; the first in the order of precedence holds."""
    FIELD_KIND = "field kind"
    """The text gives a generic kind, the field knows the thing's own."""


class RefusalReason(StrEnum):
    """Why a fact is not an edge."""

    SELF_LOOP = "self-loop"
    """Subject and object are one thing."""
    NO_NAME = "no name"
    """Subject or object holds neither letter, digit nor symbol."""
    ORGANISATION = "organisation"
    """What is called an example is who makes the thing: "Triton (NVIDIA)"."""
    NO_SOURCE = "no source"
    """The lines of the fact are not in any document of the reading."""


@dataclass(frozen=True, slots=True)
class Merge:
    """One wording or kind that became part of a node of another name or kind."""

    node_id: str
    name: str
    """The node's name."""
    kind: Kind
    """The node's kind."""
    wording: str
    """As the text has it."""
    stated_kind: Kind
    reason: MergeReason
    evidence: Evidence
    """Where the wording first stands."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fact that was not admitted."""

    fact: Fact
    reason: RefusalReason


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that building the graph decided, in the order of the text."""

    merges: tuple[Merge, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    shortened: tuple[str, ...] = ()
    """Ids of the nodes whose wording was too long for a name, sorted."""

    def refused(self) -> dict[RefusalReason, int]:
        """Return how many facts were refused for each reason, reasons in their own order."""
        counts = Counter(refusal.reason for refusal in self.refusals)
        return {reason: counts[reason] for reason in RefusalReason if counts[reason]}

    def merged(self) -> dict[MergeReason, int]:
        """Return how many merges there were for each reason, reasons in their own order."""
        counts = Counter(merge.reason for merge in self.merges)
        return {reason: counts[reason] for reason in MergeReason if counts[reason]}
