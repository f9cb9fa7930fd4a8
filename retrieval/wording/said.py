"""What the composed answer says: its cited sentences, and whether a text says them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Node
from retrieval.wording.claims import MARK
from retrieval.wording.material import sentences_of
from retrieval.wording.names import Span, groups, spans
from retrieval.wording.tokens import NEUTRAL, Word, content, raw, tokens

LEAST_NAMES = 0.8
"""Share of a composed sentence's names that a text has to name in order to say it."""
LEAST_CONTENT = 0.6
"""The same of its words of content, where it has no names or many words beside them."""
FEW_WORDS = 4
"""Words of content that only relate names; with more names, as many as there are names."""
_LED_BY = frozenset({"a", "an", "the", "that", "to"})
"""What may stand before the subject, with neutral words: "according to the handbook, a"."""


class Said:
    """The cited sentences of a composed answer."""

    def __init__(self, answer: str, nodes: Iterable[Node]) -> None:
        """``nodes`` are those whose names are looked for."""
        self.sentences = [s for s in sentences_of(answer) if MARK.search(s)]
        self._nodes = {node.id: node for node in nodes}

    def is_said(self, sentence: str, text: str) -> bool:
        """Whether a text names what a sentence names, with its numbers, and has its words."""
        words = raw(MARK.sub(" ", sentence))
        numbers = {word for word, _ in words if any(char.isdigit() for char in word)}
        if not numbers <= {word for word, _ in raw(MARK.sub(" ", text))}:
            return False
        found = self._spans(words)
        named = {span.ids for span in found}
        if len(named & self.names(text)) < LEAST_NAMES * len(named):
            return False
        beside = _beside(words, found)
        if named and len(beside) <= max(FEW_WORDS, len(named)):
            return True
        return len(beside & content(tokens(text))) >= LEAST_CONTENT * len(beside)

    def names(self, sentence: str) -> set[frozenset[str]]:
        """Return the names in a sentence, each as the ids of the nodes that are called so."""
        return {span.ids for span in self._spans(raw(MARK.sub(" ", sentence)))}

    def subjects(self, sentence: str) -> tuple[Node, ...]:
        """Return the nodes whose name a sentence begins with; none where it begins with several."""
        words = raw(MARK.sub(" ", sentence))
        named = groups(words, self._spans(words))
        if not named or len(named[0]) > 1:
            return ()
        (first,) = named[0]
        lead = [word for word, _ in words[: first.start]]
        if lead[:1] == ["to"] or any(word not in NEUTRAL | _LED_BY for word in lead):
            return ()
        return tuple(self._nodes[node_id] for node_id in sorted(first.ids))

    def _spans(self, words: Sequence[Word]) -> list[Span]:
        return spans(words, self._nodes.values())


def _beside(words: Sequence[Word], found: Sequence[Span]) -> frozenset[str]:
    """Return the stems of the words of content that belong to no name."""
    inside = {at for span in found for at in range(span.start, span.end)}
    rest = " ".join(word for at, (word, _) in enumerate(words) if at not in inside)
    return content(tokens(rest))
