"""Naming: what a question names, how surely, and whether what would be said speaks of it.

A name is one of a node, as a whole or all of its words, or a word that the handbook writes as a
name alone: prose names things that are no node, or are one only with more words ("CLIP for
images").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import AnswerSets
from retrieval.question.link import WHOLE_NAME, Reason
from retrieval.ranking.cover import is_name
from retrieval.ranking.finding import Linked
from retrieval.ranking.said import Said
from retrieval.text.words import STOP_WORDS, Vocabulary, Word, content_stems, is_general, stem

IN_TEXT = 0.9
"""How surely a word that the handbook writes as a name names something."""
_LETTERS = re.compile(r"[^\W\d_]\w*")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z]\w*|\b\w+[A-Z]\w*")


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names."""

    sureness: float
    """How surely it names something, 0 to 1."""
    taken: frozenset[str]
    """Stems of the names."""
    spans: Mapping[str, frozenset[str]]
    """Each span that is a name, with the nodes of that name; none for a word of prose."""

    @property
    def spelt(self) -> frozenset[str]:
        """Stems of the names that the question spells as the handbook does."""
        return frozenset(term for span in self.spans for term in content_stems(span))


class Naming:
    """Reads what questions name, for one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets, vocabulary: Vocabulary) -> None:
        self._sets = sets
        self._vocabulary = vocabulary
        self._proper = _proper(snapshot)

    def is_proper(self, word: str) -> bool:
        """Whether the handbook writes a word, given in lower case, with capitals alone."""
        return word in self._proper

    def read(self, linked: Linked) -> Named:
        """Return what a question names.

        A name all of whose words stand in the question is named too, if in another form.
        """
        named, taken, terms = 0.0, set[str](), set(linked.terms)
        spans: dict[str, frozenset[str]] = {}
        for link in linked.links:
            if link.reason in WHOLE_NAME:
                spans[link.span] = spans.get(link.span, frozenset()) | {link.node_id}
                taken.update(content_stems(link.span))
                if link.reason is Reason.SPELLING:
                    taken |= self._sets.stems(link.node_id)
                named = max(named, link.score)
            elif (stems := self._sets.stems(link.node_id)) and stems <= terms:
                taken |= stems
                named = max(named, link.score if all(map(is_general, stems)) else IN_TEXT)
        for word in linked.asked.words:
            if word.stem not in taken and self._is_written_as_name(word, linked.asked.text):
                spans[word.text] = frozenset()
                taken.add(word.stem)
                named = max(named, IN_TEXT)
        return Named(named, frozenset(taken), spans)

    def _is_written_as_name(self, word: Word, question: str) -> bool:
        if word.is_stop or is_general(word.stem) or word.stem not in self._vocabulary:
            return False
        return self.is_proper(word.lower) or is_name(word, question)

    def share(self, named: Named, said: Said, within: str) -> float:
        """Return the share of the names in a part of the question that are spoken of.

        Half where it names nothing.
        """
        whole = got = 0.0
        for span, ids in named.spans.items():
            own = content_stems(span)
            if span not in within:
                continue
            weight = self._vocabulary.total(own)
            whole += weight
            told = [term for term in own if said.explains(term, self._vocabulary)]
            got += weight if ids & said.nodes else self._vocabulary.total(told)
        return got / whole if whole else 0.5


def _proper(snapshot: Snapshot) -> frozenset[str]:
    """Return the words, in lower case, that a handbook writes with a capital wherever it does.

    A capital counts within a sentence, or within a word: at the beginning of a line every word has
    one.
    """
    texts = [file.text for file in snapshot.graph.files]
    lower = {word for text in texts for word in _LETTERS.findall(text) if word.islower()}
    written = {word.lower() for text in texts for word in _CAPITAL.findall(text)}
    return frozenset(
        word for word in written - lower if word not in STOP_WORDS and not is_general(stem(word))
    )
