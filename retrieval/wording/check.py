"""The check: a sentence reaches a reader only if the lines that it cites say so.

Two ways lead through it. Either the sentence says no more than one statement of its sources does,
in the same order (``retrieval.wording.compression``), or the graph has the facts that it states, on
the cited lines (``retrieval.wording.facts``). Whatever fits neither is removed, true or not.
"""

from __future__ import annotations

from retrieval.text.sentences import leans
from retrieval.wording.claims import MARK, Clause, clauses
from retrieval.wording.compression import compresses
from retrieval.wording.facts import Facts
from retrieval.wording.material import Material, sentences_of
from retrieval.wording.names import spans
from retrieval.wording.tokens import content, raw, tokens

LEAST_NAMES = 0.8
"""Share of a composed sentence's names that a text has to name in order to say it."""
LEAST_CONTENT = 0.6
"""The same of its words of content, where it has no names."""


class Checker:
    """Checks sentences against the material of one answer."""

    def __init__(self, material: Material) -> None:
        self._statements = material.statements
        self._facts = Facts(material.facts)
        self._numbers = {source.number for source in material.sources}
        answer = material.answer
        self._said = [s for s in sentences_of(answer.answer) if MARK.search(s)]
        self._topic = content(tokens(f"{answer.question} {MARK.sub(' ', answer.answer)}"))

    def supported(self, sentence: str) -> bool:
        """Whether a cleaned sentence may be shown."""
        if sentence in self._said:
            return True
        marks = frozenset(int(number) for number in MARK.findall(sentence))
        if not marks or not marks <= self._numbers:
            return False
        whole = Clause(" ".join(MARK.sub(" ", sentence).split()), marks)
        if not content(tokens(whole.text)) & self._topic:
            return False
        parts = clauses(sentence)
        return self._holds(whole) or (len(parts) > 1 and all(map(self._holds, parts)))

    def enough(self, text: str) -> bool:
        """Whether a text names what the composed answer says first."""
        return not self._said or self._says(text, self._said[0])

    def unsaid(self, text: str) -> list[str]:
        """Return the cited sentences of the composed answer that a text does not say.

        One that leans on the sentence before it cannot stand alone and is left out.
        """
        return [s for s in self._said if not self._says(text, s) and not leans(s)]

    def _says(self, text: str, sentence: str) -> bool:
        """Whether a text names what a composed sentence names, or has its words."""
        named = self._named(sentence)
        if named:
            return len(named & self._named(text)) >= LEAST_NAMES * len(named)
        words = content(tokens(MARK.sub(" ", sentence)))
        return len(words & content(tokens(text))) >= LEAST_CONTENT * len(words)

    def _holds(self, clause: Clause) -> bool:
        words = tokens(clause.text)
        held = frozenset[int]()
        for statement in self._statements:
            if statement.marks <= clause.marks and not statement.marks <= held:
                held |= statement.marks if compresses(words, statement.words) else frozenset()
        return held == clause.marks or self._facts.state(clause.text, clause.marks)

    def _named(self, text: str) -> set[frozenset[str]]:
        words = raw(MARK.sub(" ", text))
        return {span.ids for span in spans(words, self._facts.nodes.values())}
