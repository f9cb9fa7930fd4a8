"""History: how much of the turns before a question is read to understand it.

Each earlier turn is resolved again for each question, so that without a limit a long conversation
would cost more with every turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.grammar.sentences import sentences
from retrieval.answer import NEAREST, NOT_COVERED, RELATED, Turn
from retrieval.embedding.surrogates import replace_surrogates
from retrieval.question.cleaning import LONGEST_QUESTION

LONGEST_TURN = 20_000
"""Characters of one turn that a service takes: several times the longest outline of a design."""
LONGEST_HISTORY = 200_000
"""Characters of all turns together that a service takes."""
MOST_TURNS = 10
"""Turns that are read, the last ones: a question seldom leans on more than five others."""
LONGEST_SAID = 4000
"""Characters of an answer that are read, from its beginning, where it says what it is about."""

REMEMBERED = 4
"""Answers that are kept cut into sentences."""


def recent(history: Sequence[Turn]) -> Iterator[Turn]:
    """Yield the turns that are read, oldest first, an answer without what it tells as related.

    A question that was too long to be answered is empty: nothing can lean on it. So is what was
    offered as nearest to a question that is not covered: nobody has asked for it.
    """
    for turn in history[-MOST_TURNS:]:
        if turn.role == "user":
            asked = turn.content if len(turn.content) <= LONGEST_QUESTION else ""
            yield Turn(turn.role, replace_surrogates(asked))
        else:
            said = turn.content[:LONGEST_SAID].partition(RELATED)[0].partition(NEAREST)[0]
            told = "" if said.startswith(NOT_COVERED) else said
            yield Turn(turn.role, replace_surrogates(told))


@lru_cache(maxsize=REMEMBERED)
def sentences_of(answer: str) -> tuple[str, ...]:
    """Return the sentences of an answer, which several readers of a turn look at."""
    return tuple(sentence.text for sentence in sentences(answer))
