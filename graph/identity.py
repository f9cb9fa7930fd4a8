"""One thing, one node: which namings are the same thing, its kind, its name and its id.

Namings with one key are one thing; values ("yes", "5 ms") within one header only. Frames (kinds
outside the order of precedence) join only namings of their own kind; all other kinds join each
other. On top of the keys, a name and its abbreviation, a name with and without the word of its
kind, two names that the field knows, a name that the text says a thing is also called by, and
names that the handbook's own file pins are one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph import names
from graph.admit import Naming
from graph.ledger import Merge, MergeReason
from graph.mapping import Mapping
from graph.schema import Kind

GroupKey = tuple[str, str]
"""(kind of a frame or of a name kept apart, header of a value, else "thing"; key of the name)."""

_THING = "thing"


@dataclass(slots=True)
class _Group:
    """The namings of one key, while groups are being joined."""

    key: GroupKey
    namings: list[Naming] = field(default_factory=list[Naming])
    joined: MergeReason | None = None
    """Why the group was joined to another one."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A node to be: everything that the text calls by one identity."""

    id: str
    kind: Kind
    name: str
    text: str
    """The whole wording where it was too long for a name."""
    aliases: tuple[str, ...]
    namings: tuple[Naming, ...]


class Identities:
    """The things of a text. Build it from all namings, in the order of the text.

    ``aliases``: (naming of a thing, naming by which the text says it is also called).
    """

    def __init__(
        self,
        namings: Iterable[Naming],
        mapping: Mapping,
        aliases: Iterable[tuple[Naming, Naming]] = (),
    ) -> None:
        self._mapping = mapping
        self._groups: dict[GroupKey, _Group] = {}
        self._root: dict[GroupKey, GroupKey] = {}
        for naming in namings:
            key = self._key(naming)
            self._groups.setdefault(key, _Group(key)).namings.append(naming)
        self._join_abbreviations()
        self._join_kind_words()
        self._join_other_names(aliases)
        self._join_pinned()
        self.merges: list[Merge] = []
        self._things = self._settle()

    def things(self) -> list[Thing]:
        """Return the things, by id."""
        by_id = {thing.id: thing for thing in self._things.values()}
        return [by_id[node_id] for node_id in sorted(by_id)]

    def of(self, naming: Naming) -> Thing:
        """Return the thing that a naming names."""
        return self._things[self._find(self._key(naming))]

    def called(self, wording: str) -> Thing | None:
        """Return the thing (no frame) that goes by a wording, None without one."""
        key = self._find((_THING, self._name_key(wording)))
        return self._things.get(key)

    def _key(self, naming: Naming) -> GroupKey:
        if naming.scope:
            return (f"value {names.key(naming.scope)}", names.key(naming.wording))
        key = self._name_key(naming.wording)
        if key in self._mapping.apart:
            return (naming.kind.value, naming.wording)
        return (naming.kind.value if self._mapping.is_frame(naming.kind) else _THING, key)

    def _name_key(self, wording: str) -> str:
        key = names.read_name(wording).key
        term = self._mapping.field(wording) or self._mapping.field(names.read_name(wording).text)
        return names.key(term.name) if term and key not in self._mapping.apart else key

    def _find(self, key: GroupKey) -> GroupKey:
        while key in self._root:
            key = self._root[key]
        return key

    def _join(self, part: GroupKey, whole: GroupKey, reason: MergeReason) -> None:
        part, whole = self._find(part), self._find(whole)
        if part != whole and part in self._groups and whole in self._groups:
            self._root[part] = whole
            self._groups[part].joined = reason

    def _join_abbreviations(self) -> None:
        """Join "LTR" to "Ranking model (LTR)", unless the text gives it two expansions."""
        expansions: defaultdict[str, dict[GroupKey, None]] = defaultdict(dict)
        for key, group in self._groups.items():
            for naming in group.namings:
                short = names.read_name(naming.wording).short
                if short and key[0] == _THING:
                    expansions[self._name_key(short)][key] = None
        for short, wholes in expansions.items():
            if len(wholes) == 1 and short not in self._mapping.apart:
                self._join((_THING, short), next(iter(wholes)), MergeReason.ABBREVIATION)

    def _join_kind_words(self) -> None:
        """Join "two-tower models" to the model "Two-Tower"."""
        for key, group in list(self._groups.items()):
            words = names.words(names.read_name(group.namings[0].wording).text)
            for cut in (1, 2):
                kind = self._mapping.kinds.get(names.key(" ".join(words[-cut:])))
                if kind in {None, Kind.CONCEPT} or len(words) <= cut:
                    continue
                bare = (key[0], self._name_key(" ".join(words[:-cut])))
                whole = self._groups.get(bare)
                if (
                    whole
                    and key[1] not in self._mapping.apart
                    and self._kind(whole.namings) is kind
                ):
                    self._join(key, bare, MergeReason.KIND_WORD)

    def _join_other_names(self, aliases: Iterable[tuple[Naming, Naming]]) -> None:
        """Join "bucketing" to "Windowing (also called bucketing)", unless two things have it."""
        called: defaultdict[GroupKey, dict[GroupKey, None]] = defaultdict(dict)
        for naming, other in aliases:
            called[self._key(other)][self._key(naming)] = None
        for other, things in called.items():
            whole = next(iter(things))
            if len(things) == 1 and self._mapping.apart.isdisjoint((other[1], whole[1])):
                self._join(other, whole, MergeReason.OTHER_NAME)

    def _join_pinned(self) -> None:
        for wordings in self._mapping.same:
            first, *others = [(_THING, self._name_key(wording)) for wording in wordings]
            for other in others:
                self._join(other, first, MergeReason.PINNED)

    def _kind(self, namings: list[Naming]) -> Kind:
        """Return the kind of a group: what the field knows, else the first in precedence.

        A tool or a model that the field knows is one wherever it stands; its other kinds stand
        where the text states a generic one alone.
        """
        stated = {naming.kind for naming in namings}
        if any(self._mapping.is_frame(kind) for kind in stated):
            return namings[0].kind
        best = min(stated, key=self._mapping.rank)
        known = self._known(namings)
        if known is None or best in {Kind.TOOL, Kind.MODEL}:
            return best
        named = known in {Kind.TOOL, Kind.MODEL}
        return known if named or self._mapping.yields(best, known) else best

    def _known(self, namings: list[Naming]) -> Kind | None:
        for naming in namings:
            term = self._mapping.field(names.read_name(naming.wording).text)
            if term is not None:
                return term.kind
        return None

    def _settle(self) -> dict[GroupKey, Thing]:
        members: defaultdict[GroupKey, list[_Group]] = defaultdict(list)
        for key, group in self._groups.items():
            members[self._find(key)].append(group)
        settled: dict[GroupKey, Thing] = {}
        taken: set[str] = set()
        for key in sorted(members):
            groups = sorted(members[key], key=lambda group: group.key != key)
            thing = self._thing(key, groups, taken)
            settled[key] = thing
            self._record(thing, groups)
        return settled

    def _thing(self, key: GroupKey, groups: list[_Group], taken: set[str]) -> Thing:
        namings = [naming for group in groups for naming in group.namings]
        kind = self._kind(namings)
        # The root group names the thing: an abbreviation never does, however often it stands.
        full = _preferred(groups[0].namings)
        name = names.shorten(full)
        term = self._mapping.field(full)
        slug = names.slug(term.name, proper=True) if term else names.slug(full)
        scope = namings[0].scope
        slug = f"{names.slug(scope)}-{slug}" if scope else slug
        node_id = f"{_kebab(kind)}:{slug}"
        if node_id in taken:
            node_id = f"{node_id}-{names.digest(repr(key))}"
        taken.add(node_id)
        known = term.wordings if term and not self._mapping.is_frame(kind) else ()
        aliases = _aliases(namings, known) - {name}
        text = full if name != full else ""
        return Thing(node_id, kind, name, text, tuple(sorted(aliases)), tuple(namings))

    def _record(self, thing: Thing, groups: list[_Group]) -> None:
        seen: set[tuple[str, MergeReason, Kind]] = set()
        stated = {naming.kind for naming in thing.namings}
        for group in groups:
            for naming in group.namings:
                for reason in self._reasons(naming, group, thing, stated):
                    entry = (naming.wording, reason, naming.kind)
                    if entry not in seen:
                        seen.add(entry)
                        self.merges.append(_merge(thing, naming, reason))

    def _reasons(
        self, naming: Naming, group: _Group, thing: Thing, stated: set[Kind]
    ) -> list[MergeReason]:
        reasons: list[MergeReason] = []
        name = names.read_name(naming.wording)
        if group.joined is not None:
            reasons.append(group.joined)
        elif name.short:
            reasons.append(MergeReason.ABBREVIATION)
        elif names.shorten(name.text) != thing.name:
            same = name.key == names.key(thing.text or thing.name)
            reasons.append(MergeReason.SPELLING if same else MergeReason.FIELD_NAME)
        if naming.kind is not thing.kind:
            reasons.append(MergeReason.KIND if thing.kind in stated else MergeReason.FIELD_KIND)
        return reasons


def _merge(thing: Thing, naming: Naming, reason: MergeReason) -> Merge:
    return Merge(
        node_id=thing.id,
        name=thing.name,
        kind=thing.kind,
        wording=naming.wording,
        stated_kind=naming.kind,
        reason=reason,
        evidence=naming.evidence,
    )


def _preferred(namings: list[Naming]) -> str:
    """Return the wording that stands on most places, of equals the first in the text."""
    places = {(names.read_name(n.wording).text, n.evidence.path, n.evidence.line_start): None
              for n in namings}  # fmt: skip
    counts = Counter(wording for wording, _, _ in places)
    return max(counts, key=lambda wording: counts[wording])


def _aliases(namings: list[Naming], known: tuple[str, ...]) -> set[str]:
    aliases = set(known)
    for naming in namings:
        name = names.read_name(naming.wording)
        aliases.update(
            names.shorten(text) for text in (name.text, name.short, naming.wording) if text
        )
    return aliases


def _kebab(kind: Kind) -> str:
    """Write a kind as the first part of an id: "UseCase" gives "use-case"."""
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in kind.value).lstrip("-")
