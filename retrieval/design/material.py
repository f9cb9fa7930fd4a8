"""Material: what a handbook states for any design, sorted by stage.

A list of the handbook belongs to the stage whose words stand in its name, in its section's title
or in its relation, or whose kinds its members are of. What is told of single use cases, questions
and steps is left to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from graph.schema import STRUCTURE, Kind
from graph.snapshot import Snapshot
from retrieval.design.stages import Stage, Stages
from retrieval.queries.answer_sets import CONTAINING, OUT, AnswerSet, AnswerSets
from retrieval.question.intent import kind_stems
from retrieval.text.words import content_stems

LISTING = frozenset({*CONTAINING, "uses the tool", "supports"})
"""Labels by which a list of the handbook holds its members."""
MEMBERS = {"has example": "", "has option": "", "suits": "for ", "includes": ""}
"""Labels by which a member of a list has members of its own, with what stands before them."""
MONITORED = "is monitored by watching"
OF_NAME = 2.0
OF_TITLE = 1.0
OF_LABEL = 1.0
OF_KINDS = 3.0
OF_CONTAINER = 1.0
LEAST = 2.0
"""Worth of a list that belongs to a stage."""
LEAST_LISTED = 2
_LISTED_WORTH = 0.1
_MOST_LISTED = 6
_OF_CASES = frozenset({Kind.USE_CASE, Kind.QUESTION, Kind.STEP})
"""Kinds of single cases and steps, which are told where they are asked for."""


class Material:
    """The lists of one snapshot, by stage."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets, stages: Stages) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._stages = stages
        self._by_stage: dict[str, list[tuple[float, AnswerSet]]] = defaultdict(list)
        for found in self._lists():
            worth, stage = self._best(found)
            if stage is not None:
                self._by_stage[stage.name].append((worth, found))
        for rows in self._by_stage.values():
            rows.sort(key=lambda row: (-row[0], row[1].edges[0].evidence[0], row[1].key))

    @property
    def stages(self) -> int:
        """How many stages the handbook says something of."""
        return len(self._by_stage)

    def of(self, stage: Stage, told: Collection[Kind], said: Collection[str]) -> list[AnswerSet]:
        """Return the best lists of a stage.

        Args:
            stage: The stage.
            told: Kinds that the case itself has told, of which no list is needed.
            said: Nodes whose own lists stand in the answer already.
        """
        chosen: list[AnswerSet] = []
        within: set[str] = set(said)
        for _, found in self._by_stage.get(stage.name, ()):
            kinds = {self._snapshot.node(target).kind for target in found.targets}
            if found.anchor in within or kinds <= set(told):
                continue
            chosen.append(found)
            within |= set(found.targets)
            if len(chosen) == stage.most:
                break
        return chosen

    def stage_of(self, node_id: str) -> Stage | None:
        """Return the stage that a single thing belongs to, by its name, its kind or its list."""
        node = self._snapshot.node(node_id)
        own = set(content_stems(node.name))
        fitting = [(len(own & stage.stems), stage) for stage in self._stages.stages]
        by_kind = next((s for s in self._stages.stages if node.kind in s.kinds), None)
        if by_kind is not None:
            return by_kind
        most, best = max(fitting, key=lambda pair: pair[0])
        if most:
            return best
        for stage in self._stages.stages:
            for _, found in self._by_stage.get(stage.name, ()):
                if node_id in found.targets:
                    return stage
        return None

    def nested(self, node_id: str) -> AnswerSet | None:
        """Return what a thing of a list lists itself: the options of a tradeoff, say."""
        for found in self._sets.of(node_id):
            label = self._snapshot.relation(found.relation).label.lower()
            if found.direction == OUT and (label in MEMBERS or label == MONITORED):
                return found
        return None

    def _lists(self) -> Iterator[AnswerSet]:
        for node in self._snapshot.graph.nodes:
            if node.kind in STRUCTURE or node.kind in _OF_CASES:
                continue
            for found in self._sets.of(node.id):
                if self._is_list(found):
                    yield found

    def _is_list(self, found: AnswerSet) -> bool:
        label = self._snapshot.relation(found.relation).label.lower()
        kinds = [self._snapshot.node(target).kind for target in found.targets]
        if found.direction != OUT or len(kinds) < LEAST_LISTED or label not in LISTING:
            return False
        if sum(kind in _OF_CASES for kind in kinds) * 2 >= len(kinds):
            return False
        return not all(self._is_container(target) for target in found.targets)

    def _is_container(self, node_id: str) -> bool:
        return any(
            s.direction == OUT and self._snapshot.relation(s.relation).label.lower() in CONTAINING
            for s in self._sets.of(node_id)
        )

    def _best(self, found: AnswerSet) -> tuple[float, Stage | None]:
        rated = [(self._worth(found, stage), stage) for stage in self._stages.stages]
        worth, stage = max(rated, key=lambda pair: pair[0])
        return (worth, stage) if worth >= LEAST else (0.0, None)

    def _worth(self, found: AnswerSet, stage: Stage) -> float:
        relation = self._snapshot.relation(found.relation)
        title = " ".join(found.edges[0].evidence[0].heading_path[-1:])
        kinds = [self._snapshot.node(target).kind in stage.kinds for target in found.targets]
        named = bool(self._sets.stems(found.anchor) & stage.stems)
        titled = bool(set(content_stems(title)) & stage.stems)
        of_kinds = sum(kinds) / len(kinds)
        if not named and not titled and of_kinds < 1:
            return 0.0
        own = {stem for kind in stage.kinds for stem in kind_stems(kind)} | stage.stems
        return (
            OF_NAME * named
            + OF_TITLE * titled
            + OF_LABEL * bool(set(content_stems(relation.label)) & own)
            + OF_KINDS * of_kinds
            + OF_CONTAINER * (relation.label.lower() in CONTAINING)
            + _LISTED_WORTH * min(len(kinds), _MOST_LISTED)
        )
