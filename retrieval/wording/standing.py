"""Standing: whether a sentence that opens with a pronoun is understood where it is to stand.

"It is also an option of the Latency tradeoff" says what it means only behind a sentence about the
same thing. Behind any other one, the pronoun is written out if the graph has the fact for the name;
else the sentence is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Node
from retrieval.composing.subjects import subject
from retrieval.text.english import sentence as raised
from retrieval.text.sentences import bare, leans
from retrieval.wording.claims import MARK
from retrieval.wording.facts import Facts
from retrieval.wording.material import Source
from retrieval.wording.said import Said

_PRONOUN = re.compile(r"^(?:it|they)(?= )", re.IGNORECASE)
_EXAMPLES = re.compile(r"^(?P<lead>an example|examples) (?=is |are )", re.IGNORECASE)
"""Opens a sentence that does not say of what the examples are."""
_OPENING = re.compile(
    r"(?:its?|they|their|them|this|that|these|those|he|she|such|both(?! .*\band\b)"
    r"|(?:the )?(?:first|second|former|latter))\b",
    re.IGNORECASE,
)
"""Opens a sentence of a model's that stands for something said before."""


class Standing:
    """Places sentences behind others, in one answer."""

    def __init__(self, said: Said, facts: Facts, sources: Sequence[Source]) -> None:
        self._said = said
        self._facts = facts
        self._texts = {s.number: _plain(bare(s.place.text)) for s in sources}

    def placed(self, sentence: str, behind: Sequence[str]) -> str:
        """Return a supported sentence as it may stand behind others.

        Args:
            sentence: cleaned, with its marks.
            behind: the sentences that it would stand behind, in order.

        Returns:
            The sentence, the sentence with its pronoun written out, or nothing where it is not
            clear what the pronoun stands for.
        """
        composed = self._said.sentences
        at = composed.index(sentence) if sentence in composed else 0
        if not (_leans(sentence) if at else _opens(sentence)):
            return sentence
        if not behind:
            return sentence if self._opens_alike(sentence) else ""
        meant = self._meant(sentence, composed[: at + 1])
        here = self._said.subjects(_head(behind))
        if any(node in meant or self._is_stated(sentence, node) for node in here):
            return sentence
        if at and self._follows(composed[at - 1], behind[-1]):
            return sentence
        return next((_written_out(sentence, node) for node in meant), "")

    def _opens_alike(self, sentence: str) -> bool:
        """Whether the composed answer opens with a pronoun too, and says the same."""
        first = next(iter(self._said.sentences), "")
        return _opens(first) and self._said.is_said(first, sentence)

    def _meant(self, sentence: str, run: Sequence[str]) -> tuple[Node, ...]:
        """Return the nodes for which the pronoun of the last of some composed sentences stands.

        A sentence that is composed from facts is about what the one before it begins with; what it
        says of it, the graph has on the cited lines.
        """
        marks = _marks(sentence)
        named = self._said.names(sentence)
        made = sentence in run and not self._is_quoted(sentence, marks)
        return tuple(
            node
            for node in self._said.subjects(_head(run))
            if self._is_stated(sentence, node)
            or (made and any(self._facts.relate(node.id, ids, marks) for ids in named))
        )

    def _follows(self, led: str, before: str) -> bool:
        """Whether what a composed sentence leans on is what stands before it."""
        if before == led:
            return True
        alike = self._said.subjects(before) == self._said.subjects(led) != ()
        return alike and self._said.is_said(led, before)

    def _is_stated(self, sentence: str, node: Node) -> bool:
        """Whether the graph states a sentence with its pronoun written out."""
        text = _written_out(sentence, node)
        return text != sentence and self._facts.state(_unmarked(text), _marks(sentence))

    def _is_quoted(self, sentence: str, marks: frozenset[int]) -> bool:
        """Whether a composed sentence is one of the handbook's own."""
        text = _plain(_unmarked(sentence)).rstrip(" .!")
        return any(text in self._texts[mark] for mark in marks)


def _leans(sentence: str) -> bool:
    return leans(sentence) or bool(_EXAMPLES.match(sentence))


def _opens(sentence: str) -> bool:
    return bool(_OPENING.match(sentence) or _EXAMPLES.match(sentence))


def _head(run: Sequence[str]) -> str:
    """Return the last of some sentences that leans on none before it."""
    return next((sentence for sentence in reversed(run) if not _leans(sentence)), "")


def _written_out(sentence: str, node: Node) -> str:
    name = subject(node, inside=True)
    text = _EXAMPLES.sub(lambda found: f"{found['lead']} of {name} ", sentence)
    return raised(_PRONOUN.sub(lambda _: name, text))


def _marks(sentence: str) -> frozenset[int]:
    return frozenset(int(number) for number in MARK.findall(sentence))


def _unmarked(sentence: str) -> str:
    return " ".join(MARK.sub(" ", sentence).split())


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
