"""Handbooks made up for measuring: any size, the same text for the same size and seed.

Chapters hold all forms that handbooks have: prose, tables, flat and nested lists, lead-ins,
definitions, diagrams, trees, questions with answers, code. The words are drawn so that few are
frequent and many are rare, as in real text; nothing is repeated on purpose.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

_FIRST = (
    "Ar Bel Cor Dan El Fen Gal Hex In Jun Kel Lum Mar Nor Om Pel Quar Rin Sol Tar Um Vel Wex Yor"
    " Zen"
)
_LAST = (
    "a base bus cast deck dex flow gate grid hub io kit lake lens line mesh nest ora path pod ra"
    " sync ta ve x"
)
_ADJECTIVES = (
    "shared local remote cached sharded ordered streaming nightly weekly sparse dense stateful"
    " stateless idempotent versioned signed encrypted compressed partial global regional canary"
    " primary secondary cold warm hot offline online lazy eager bounded adaptive static dynamic"
)
_NOUNS = (
    "queue index cache ledger gateway worker scheduler broker replica shard pipeline registry"
    " store model feature label metric alert dashboard trace log budget quota token session cursor"
    " batch window partition snapshot backup migration schema contract endpoint client proxy"
    " balancer lock lease leader follower quorum journal segment bucket object stream topic event"
    " consumer producer sink source job task step stage policy rule limit threshold baseline"
    " experiment cohort variant ranking embedding vector corpus dictionary tokenizer checkpoint"
)
_VERBS = (
    "keeps moves writes checks merges splits drops retries signs counts sorts trims warms reads"
)
_UNITS = ("ms", "s", "GB", "MB", "%", "requests", "rows", "days")
_CODE = ("sh", "python", "yaml", "sql")


class _Writer:
    """Writes one handbook."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 (text, not secrets)
        firsts, lasts = _FIRST.split(), _LAST.split()
        self.products = [first + last for first in firsts for last in lasts]
        self.products += [
            one + two.lower() + end for one in firsts for two in firsts for end in lasts
        ]
        self.nouns = _NOUNS.split()
        self.adjectives = _ADJECTIVES.split()
        self.verbs = _VERBS.split()
        self.forms: tuple[Callable[[], str], ...] = (
            self.prose,
            self.prose,
            self.prose,
            self.table,
            self.table,
            self.list,
            self.nested,
            self.lead_in,
            self.definitions,
            self.diagram,
            self.tree,
            self.versus,
            self.steps,
            self.code,
            self.quote,
        )

    def chapters(self) -> Iterator[str]:
        """Yield chapters without end."""
        number = 0
        while True:
            number += 1
            yield f"## {number}. {self.title()}\n\n{self.prose()}\n"
            for _ in range(self.random.randint(2, 4)):
                yield self.section()

    def section(self) -> str:
        if self.random.random() < 0.15:  # noqa: PLR2004
            return f"### When is {self.article(self.thing())} worth its cost?\n\n{self.prose()}\n"
        forms = self.random.sample(self.forms, self.random.randint(1, 3))
        return f"### {self.title()}\n\n" + "\n".join(form() for form in forms)

    def few(self, least: int, most: int) -> range:
        return range(self.random.randint(least, most))

    def pick(self, words: Sequence[str]) -> str:
        """Pick a word; the n-th is about 1/n as frequent as the first."""
        return words[int(len(words) ** self.random.random()) - 1]

    def product(self) -> str:
        return self.pick(self.products)

    def thing(self) -> str:
        return f"{self.pick(self.adjectives)} {self.pick(self.nouns)}"

    def name(self) -> str:
        kind = self.random.random()
        if kind < 0.5:  # noqa: PLR2004
            return self.product()
        return (
            self.thing().capitalize()
            if kind < 0.75  # noqa: PLR2004
            else f"{self.product()} {self.pick(self.nouns)}"
        )

    def names(self, least: int = 2, most: int = 5) -> str:
        return ", ".join(self.name() for _ in self.few(least, most))

    def title(self) -> str:
        return (
            f"{self.pick(self.adjectives)} {self.pick(self.nouns)} {self.pick(self.nouns)}".title()
        )

    def article(self, thing: str) -> str:
        return f"{'an' if thing[0] in 'aeiou' else 'a'} {thing}"

    def amount(self) -> str:
        return f"{self.random.randint(2, 900)} {self.random.choice(_UNITS)}"

    def sentence(self) -> str:
        one, two, three = self.thing(), self.thing(), self.thing()
        product, noun, verb = self.product(), self.pick(self.nouns), self.pick(self.verbs)
        forms = (
            f"The {one} {self.pick(self.verbs)} every {two} before the {three} sees it.",
            f"Teams that skip the {one} pay for it in the {two}, usually within {self.amount()}.",
            f"{self.product()} is {self.article(one)} that {self.pick(self.verbs)} the {two}.",
            f"{self.article(one).capitalize()} is a {two} without its {three}.",
            f"Nothing in the {one} depends on the {two}; it can be rebuilt in {self.amount()}.",
            f"`{self.pick(self.nouns)}_{noun}` holds the {one}, and **{two}** wins a tie.",
            f"{self.product()} is used for {two}s and {three}s.",
            f"Once {self.amount()} are reached, {product} {verb} the {one} and goes on.",
            f"Stores such as {self.product()}, {self.product()} and {product} keep {one}s small.",
            f"See [{product}](https://example.org/{noun}) for how a {one} fails.",
            f"It is *rarely* the {one} that breaks first, and more often the {two} behind it.",
        )
        return self.random.choice(forms)

    def prose(self) -> str:
        words = " ".join(self.sentence() for _ in self.few(3, 6)).split(" ")
        lines, line = list[str](), ""
        for word in words:
            if len(line) + len(word) > 95:  # noqa: PLR2004
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".lstrip()
        return "\n".join([*lines, line]) + "\n"

    def table(self) -> str:
        headers = self.random.sample(
            ["Use Case", "Typical Tools", "Pros", "Cons", "Latency", "Owner", "Stored In"],
            self.random.randint(2, 5),
        )
        rows = [f"| {' | '.join(headers)} |", f"|{'---|' * len(headers)}"]
        for _ in self.few(3, 9):
            cells = [self.name(), *(self.cell() for _ in headers[1:])]
            rows.append(f"| {' | '.join(cells)} |")
        return "\n".join(rows) + "\n"

    def cell(self) -> str:
        forms = (
            lambda: self.names(1, 4),
            lambda: self.names(2, 4),
            lambda: f"{self.name()} ({self.product()}, {self.product()})",
            lambda: f"{self.thing()} vs {self.thing()}",
            self.amount,
            lambda: f"**{self.product()}**",
        )
        return self.random.choice(forms)()

    def list(self) -> str:
        return "".join(
            f"- {self.random.choice((self.names, self.name, self.cell))()}\n"
            for _ in self.few(3, 7)
        )

    def nested(self) -> str:
        lines = list[str]()
        for _ in self.few(2, 4):
            lines.append(f"- {self.name()}")
            lines += [f"  - {self.names(1, 3)}" for _ in self.few(1, 3)]
        return "\n".join(lines) + "\n"

    def lead_in(self) -> str:
        lead = f"{self.pick(self.adjectives)} {self.pick(self.nouns)}s".title()
        listed = self.list()
        forms = (
            f"**{lead}**\n\n{listed}",
            f"{lead}:\n\n{listed}",
            f"**{lead}**: {self.names(3, 6)}\n",
            f"{lead}: {self.names(3, 6)}\n",
            f"{self.product()} supports:\n\n{listed}",
        )
        return self.random.choice(forms)

    def definitions(self) -> str:
        return "".join(
            f"- **{self.name()}** - {self.sentence()}\n"
            if self.random.random() < 0.5  # noqa: PLR2004
            else f"- {self.name()}: {self.names(2, 4)}\n"
            for _ in self.few(3, 6)
        )

    def diagram(self) -> str:
        rows = [" → ".join(self.name() for _ in self.few(3, 4)) for _ in self.few(1, 3)]
        return "```\n" + "\n".join(rows) + "\n```\n"

    def tree(self) -> str:
        lines = [self.name()]
        for _ in self.few(2, 4):
            lines.append(f"├── {self.name()}")
            lines += [
                f"│   ├── {self.name()} ({self.product()} / {self.product()})"
                for _ in self.few(0, 3)
            ]
        return "```\n" + "\n".join(lines) + "\n```\n"

    def versus(self) -> str:
        return f"**{self.product()} vs {self.product()}**\n\n{self.prose()}"

    def steps(self) -> str:
        return "".join(
            f"{n}. {self.pick(self.verbs).capitalize()[:-1]} the {self.thing()}\n"
            for n, _ in enumerate(self.few(3, 6), 1)
        )

    def code(self) -> str:
        lines = [
            f"{self.pick(self.nouns)} = open_{self.pick(self.nouns)}({n})" for n in self.few(2, 8)
        ]
        return f"```{self.random.choice(_CODE)}\n" + "\n".join(lines) + "\n```\n"

    def quote(self) -> str:
        return f"> {self.sentence()}\n"


def handbook(size: int, seed: int = 1) -> bytes:
    """Return a handbook of ``size`` bytes or a section more, as UTF-8."""
    parts = ["# Handbook Made For Measuring\n\n"]
    written = len(parts[0])
    for chapter in _Writer(seed).chapters():
        parts.append(chapter + "\n")
        written += len(parts[-1].encode())
        if written >= size:
            break
    return "".join(parts).encode()
