"""Word for word: a question that the text asks itself, and answers, is covered."""

from __future__ import annotations

import re

from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.ranking.finding import Finding
from retrieval.text.words import words

_LABEL = re.compile(r"\W*(?:q|question)\s*[.:]\s*", re.IGNORECASE)
_IDLE = frozenset({"a", "an", "the", "please", "so", "and"})


def is_asked_itself(finding: Finding, snapshot: Snapshot) -> bool:
    """Whether what was found is what the text answers to the very question, articles aside."""
    if finding.by_prose and finding.quote is not None:
        first = finding.quote.sentences[0]
        posed = [first.asked, *first.source.heading_path[-1:]]
    elif finding.ranked:
        found = finding.ranked[0].candidate.sets[0]
        ends = [snapshot.node(end) for end in (found.anchor, *found.targets)]
        posed = [end.name for end in ends if end.kind is Kind.QUESTION]
    else:
        return False
    asked = _plain(finding.asked.text)
    return bool(asked) and any(_plain(question) == asked for question in posed if question)


def _plain(question: str) -> tuple[str, ...]:
    """Return the words of a question without its label and articles, in lower case."""
    found = words(_LABEL.sub("", question, count=1) if _LABEL.match(question) else question)
    return tuple(word.text.lower() for word in found if word.lower not in _IDLE)
