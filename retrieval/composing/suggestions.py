"""Suggestions: what can be asked next about the things of an answer, by facts of the graph.

Each is worded from one answer set that the answer did not state, so that there is a fact to answer
it with; things that the answer named come first, each with one question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.model import Evidence
from graph.names import key
from graph.schema import STRUCTURE, Kind
from graph.snapshot import Snapshot
from graph.structure import MENTIONS, STRUCTURAL
from graph.verbalize import is_plural
from retrieval.composing.agreement import agree
from retrieval.composing.phrases import Phraser
from retrieval.composing.sheet import Composed, EdgeKey
from retrieval.composing.subjects import kind_noun, name_of, subject, takes_plural
from retrieval.composing.topics import Topic
from retrieval.composing.wordings import EXAMPLE, LISTING, Wordings
from retrieval.queries.answer_sets import DEFINED_AS, OUT, VERSUS, AnswerSet, AnswerSets
from retrieval.queries.flows import FLOWS
from retrieval.queries.polar import Polar
from retrieval.text.english import plural
from retrieval.text.quantities import PLAIN, dimension_of
from retrieval.text.words import words

MOST = 3
RINGS = 2
"""Steps from what the answer speaks of to what may be asked about."""
LONGEST_NAME = 5
"""Words of a name that reads well in a question."""
_VERB_AND_NOUN = re.compile(r"(?:has|uses) (?:the )?(?P<noun>(?!an?\b|under\b)\w+(?: \w+)?)")
_PASSIVE = re.compile(r"is .*\b(?:by|with|in|for|of|from|to|as)\b.*")
_NOUN_OBJECT = re.compile(r"has (?!the\b|an?\b|under\b)(?P<noun>.+)")
_NO_NOUN = re.compile(r"^links\b|^(?:has|uses) .*\b(?:by|to|of|for|in|\w|\w+(?<!e)ed)$")
"""Labels that name no noun, such as a header "Used by", "Checked" or "Option A"."""
SHORTEST = 2
"""Letters of a name that is asked about."""
_QUOTED_HEADER = "“"
"""In the label of a relation whose header makes no verb: 'has under “how it is measured”'."""
_NUMBER = re.compile(r"[<>≤≥~≈±$€£¥+-]*\s*\d[\d.,]*(?P<unit>[^\W\d_]*)")
_IDLE = frozenset({"considers", "weighs", "has example", "asks", "includes", "covers"})
"""Labels that, seen from their object, only say where it is listed."""
_COUNTED = frozenset(Kind) - STRUCTURE - {Kind.CONCEPT}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question with what answers it."""

    question: str
    found: AnswerSet


class Suggestions:
    """Suggests questions about one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._sets = AnswerSets(snapshot)
        self._polar = Polar(snapshot, self._sets)
        self._phraser = Phraser(snapshot)
        self._wordings = Wordings(snapshot)
        self._known: dict[str, tuple[Suggestion, ...]] = {}
        self._named = Counter(
            key(node.name) for node in snapshot.graph.nodes if node.kind not in STRUCTURE
        )

    def after(self, composed: Composed, nodes: Iterable[str], asked: str) -> tuple[str, ...]:
        """Return questions that go on from an answer, none that it has answered.

        Args:
            composed: The answer.
            nodes: What it speaks of, the closest first.
            asked: The question.
        """
        said = {edge for edges in composed.said for edge in edges}
        places = [citation.source for citation in composed.citations]
        chosen: list[str] = []
        known = {_words(asked)}
        for node_id in self._outward(nodes):
            for one in self.about(node_id):
                if _words(one.question) not in known and not _is_stated(one.found, said, places):
                    chosen.append(one.question)
                    known.add(_words(one.question))
                    break
            if len(chosen) == MOST:
                break
        return tuple(chosen)

    def instead(self, topics: Iterable[Topic]) -> tuple[str, ...]:
        """Return a question about each topic, or its name where no question reads well."""
        asked: list[str] = []
        for topic in topics:
            found = self.about(topic.node_id) if topic.node_id else ()
            asked.append(found[0].question if found else topic.name)
        return tuple(dict.fromkeys(asked))

    def _outward(self, nodes: Iterable[str]) -> Iterator[str]:
        """Yield nodes, then their neighbours by stated facts, then the neighbours of these."""
        seen = dict.fromkeys(nodes)
        ring = list(seen)
        yield from ring
        for _ in range(RINGS):
            around: dict[str, None] = {}
            for node_id in ring:
                edges = (*self._snapshot.out(node_id), *self._snapshot.into(node_id))
                for edge in edges:
                    if edge.relation not in STRUCTURAL:
                        around.update(dict.fromkeys((edge.source, edge.target)))
            ring = [node_id for node_id in around if node_id not in seen]
            seen.update(dict.fromkeys(ring))
            yield from ring

    def about(self, node_id: str) -> tuple[Suggestion, ...]:
        """Return all questions about a thing, the most telling first."""
        known = self._known.get(node_id)
        if known is None:
            made = [
                Suggestion(question, found)
                for found in self._sets.of(node_id)
                if (question := self._question(found))
            ]
            made.sort(key=lambda one: (_rank(one.found), one.found.key))
            known = self._known[node_id] = tuple(made)
        return known

    def spoken_of(self, said: Sequence[frozenset[EdgeKey]], nodes: Iterable[str]) -> list[str]:
        """Return what facts speak of, subjects first, then other nodes and what passages name."""
        edges = [edge for group in said for edge in sorted(group)]
        ends = [end for source, _, target in edges for end in (source, target)]
        for node_id in nodes:
            named = [e.target for e in self._snapshot.out(node_id) if e.relation == MENTIONS.name]
            ends += named or [node_id]
        return list(dict.fromkeys(ends))

    def _question(self, found: AnswerSet) -> str:
        """Return the question that a set answers; empty where none reads well."""
        node = self._snapshot.node(found.anchor)
        words_of_name = len(node.name.split())
        if node.kind in STRUCTURE or words_of_name > LONGEST_NAME or len(node.name) < SHORTEST:
            return ""
        if is_value(node.name) or _QUOTED_HEADER in self._snapshot.relation(found.relation).label:
            return ""
        idle = self._sets.is_layout(found) or self._polar.mentions(found)
        if idle or _NO_NOUN.search(self._phraser.label(found).lower()):
            return ""
        if node.kind is Kind.CONCEPT and self._named[key(node.name)] > 1:
            return ""  # another thing of that name may be meant
        return next(filter(None, self._worded(found)), "")

    def _worded(self, found: AnswerSet) -> Iterator[str]:
        node = self._snapshot.node(found.anchor)
        relation = self._snapshot.relation(found.relation)
        label = self._phraser.label(found).lower()
        about = subject(node, inside=True)
        do = "do" if takes_plural(node) else "does"
        be = "are" if takes_plural(node) else "is"
        out = found.direction == OUT
        if node.kind is Kind.QUESTION:
            answered = out and label.endswith("ed by")
            yield f"What does the handbook answer to {name_of(node)}?" if answered else ""
            return
        if not out and relation.label.lower() in _IDLE:
            return
        if relation.label.lower() in FLOWS:
            yield f"What comes {'after' if out else 'before'} {name_of(node)}?"
        elif found.relation == DEFINED_AS:
            yield f"What {be} {name_of(node)}?" if out else ""
        elif label in LISTING:
            plain = is_plural(node.name) and " and " not in node.name and "&" not in node.name
            plain = plain and self._is_longest(found)
            yield f"Which {self._wordings.title(node.name)} are there?" if plain and out else ""
        elif found.relation == VERSUS and len(found.targets) == 1:
            other = self._snapshot.node(found.targets[0])
            yield f"What is the difference between {name_of(node)} and {name_of(other)}?"
        elif label == EXAMPLE:
            yield f"What are examples of {about}?"
        else:
            yield self._asking(found, label, about, do)

    def _is_longest(self, found: AnswerSet) -> bool:
        """Whether a title lists nothing longer by another relation."""
        return all(
            len(other.targets) <= len(found.targets)
            for other in self._sets.of(found.anchor)
            if self._phraser.label(other).lower() in LISTING
        )

    def _asking(self, found: AnswerSet, label: str, about: str, do: str) -> str:
        """Return a question for any other relation."""
        kinds = {self._snapshot.node(target).kind for target in found.targets}
        kind = next(iter(kinds))
        noun = kind_noun(kind) if len(kinds) == 1 and kind in _COUNTED else ""
        relation = self._snapshot.relation(found.relation)
        if match := _VERB_AND_NOUN.fullmatch(label):
            return f"Which {plural(match['noun'])} {do} {about} have?"
        if found.direction != OUT:
            if _PASSIVE.fullmatch(relation.label.lower()):
                return ""
            one = len(found.targets) == 1
            verb = _NOUN_OBJECT.sub(r"has the \g<noun>", relation.label)
            verb = agree(verb, many=not one)
            if about.startswith("the "):  # it "has the light option"
                verb = verb.removesuffix(f" the {about.rsplit(maxsplit=1)[-1]}")
            return f"Which {noun if one else plural(noun)} {verb} {about}?" if noun else ""
        if label.startswith("is "):
            return ""
        verb = agree(label, many=True)
        return f"{f'Which {plural(noun)}' if noun else 'What'} {do} {about} {verb}?"


def is_value(name: str) -> bool:
    """Tell "0.4 GB RAM", "20 %" and "8" from names such as "2FA" and "7-day average"."""
    number = _NUMBER.match(name)
    if number is None:
        return False
    if number["unit"]:
        return dimension_of(number["unit"]) != PLAIN
    return name[number.end() : number.end() + 1] in {"", " ", "%", "–"}


def _words(question: str) -> frozenset[str]:
    """Return the words of a question: "A and B" differ as "B and A" do."""
    return frozenset(word.stem for word in words(question))


def _is_stated(found: AnswerSet, said: Collection[EdgeKey], places: Sequence[Evidence]) -> bool:
    """Whether an answer has said a set, or has quoted the definition that it is."""
    if any(edge.key in said for edge in found.edges):
        return True
    first = found.edges[0].evidence[0]
    return found.relation == DEFINED_AS and any(place.meets(first) for place in places)


def _rank(found: AnswerSet) -> tuple[int, int]:
    """Order definitions first, then what a thing states itself, longer lists first."""
    return (
        0 if found.relation == DEFINED_AS else 1 if found.direction == OUT else 2,
        -len(found.targets),
    )
