"""The check: a sentence reaches a reader only if the lines that it cites say so.

Two ways lead through it. Either the sentence says no more than one statement of its sources does,
in the same order (``retrieval.wording.compression``), or the graph has the facts that it states, on
the cited lines (``retrieval.wording.facts``). Whatever fits neither is removed, true or not, and so
is a sentence that opens with a pronoun behind one that it does not fit.
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.wording.claims import MARK, Clause, clauses
from retrieval.wording.compression import compresses
from retrieval.wording.facts import Facts
from retrieval.wording.material import Material
from retrieval.wording.said import Said
from retrieval.wording.standing import Standing
from retrieval.wording.tokens import content, tokens


class Checker:
    """Checks sentences against the material of one answer."""

    def __init__(self, material: Material) -> None:
        self._statements = material.statements
        self._facts = Facts(material.facts)
        self._numbers = {source.number for source in material.sources}
        answer = material.answer
        self._said = Said(answer.answer, self._facts.nodes.values())
        self._standing = Standing(self._said, self._facts, material.sources)
        self._topic = content(tokens(f"{answer.question} {MARK.sub(' ', answer.answer)}"))

    def supported(self, sentence: str) -> bool:
        """Whether the sources that a cleaned sentence cites state it."""
        if sentence in self._said.sentences:
            return True
        marks = frozenset(int(number) for number in MARK.findall(sentence))
        if not marks or not marks <= self._numbers:
            return False
        whole = Clause(" ".join(MARK.sub(" ", sentence).split()), marks)
        if not content(tokens(whole.text)) & self._topic:
            return False
        parts = clauses(sentence)
        return self._holds(whole) or (len(parts) > 1 and all(map(self._holds, parts)))

    def shown(self, sentence: str, behind: Sequence[str]) -> str:
        """Return a cleaned sentence as it may stand behind others; nothing if it may not."""
        return self._standing.placed(sentence, behind) if self.supported(sentence) else ""

    def enough(self, text: str) -> bool:
        """Whether a text says what the composed answer says first."""
        composed = self._said.sentences
        return not composed or self._said.is_said(composed[0], text)

    def unsaid(self, kept: Sequence[str]) -> list[str]:
        """Return what of the composed answer's cited sentences is to stand behind those kept."""
        text = " ".join(kept)
        whole = list(kept)
        for sentence in self._said.sentences:
            if self._said.is_said(sentence, text):
                continue
            if placed := self._standing.placed(sentence, whole):
                whole.append(placed)
        return whole[len(kept) :]

    def _holds(self, clause: Clause) -> bool:
        words = tokens(clause.text)
        held = frozenset[int]()
        for statement in self._statements:
            if statement.marks <= clause.marks and not statement.marks <= held:
                held |= statement.marks if compresses(words, statement.words) else frozenset()
        return held == clause.marks or self._facts.state(clause.text, clause.marks)
