"""Hypothesis strategies for Markdown: fragments of its grammar, splices of handbooks, mutations."""

# ruff: noqa: RUF005, SIM905 (long lists of short texts read better so)
from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
HANDBOOKS = sorted([*ROOT.glob("handbook/*.md"), *ROOT.glob("tests/data/**/*.md")])
LINES = [line for path in HANDBOOKS for line in path.read_text(encoding="utf-8").split("\n")]

ODD = (
    "\t\v\f\r\x1b\x85\xa0\xad\u0301\u200b\u200d\u2028\u202e\u2066\u3000\ufe0f\ufeff\ufffd"
    "→←↓↔│├└┌┐─✓•🚀ğâ€™Ãİßﬁ٣１中ก"
)
SPLICE, MOVE, CUT, SIGNS = 0.25, 0.45, 0.5, 0.7
"""Of mutations: up to which share lines of a handbook are put in, one is moved, the lines behind
one are cut off, and words of one give way to signs."""
WORD = re.compile(r"\w+")
SIGN_NAMES = (
    "% +% %,+% — $ ~ & ? < = + <> # @ … 🚀 £~ Q:? * %? 1. (%) [%](a) **%** `%` %→+ °".split()
)
LEAST_FOR_NUL = 600
"""Characters of a text that may hold a NUL and still be one."""
MARKUP = "*_`~[]()<>|\\#+-:.!&\"'{}=^$%,;/? \n"

names = st.sampled_from(
    ["Kafka", "feature store", "Redis", "A/B test", "batch", "p99", "", "x", "LTR", "one two three"]
)
characters = st.sampled_from(ODD + MARKUP + "abcXYZ019")
noise = st.text(characters, max_size=12)
words = st.lists(names | noise, min_size=1, max_size=5).map(" ".join)
joints = st.sampled_from(
    (
        ", |; | vs | → | <- | + | / |: | - | and | (|) |? |. | such as | e.g. | is a | is used for "
        "| supports |<br>|\\|  \n"
    ).split("|")
    + [" | ", "\\|"]
)
phrases = st.lists(st.tuples(words, joints), min_size=1, max_size=5).map(
    lambda parts: "".join(word + joint for word, joint in parts)
)
marked = st.tuples(st.sampled_from(["**", "*", "_", "`", "``", "~~", "[", "![", "<"]), phrases).map(
    lambda pair: f"{pair[0]}{pair[1]}{pair[0].replace('[', '](a)').replace('<', '>')}"
)
inline = phrases | words | marked | noise | st.sampled_from(LINES)
indents = st.sampled_from(["", "", "", " ", "  ", "   ", "    ", "\t", "      "])
starts = st.sampled_from(
    (
        ",,- ,* ,+ ,1. ,2) ,> ,# ,## ,###,- [ ] ,✓ ,Q: ,[^1]: ,[a]: ,|,```,~~~,<!-- ,<details>"
        ",<summary>,---,===,├── ,│   "
    ).split(",")
)
line = st.tuples(indents, starts, inline).map("".join)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Draw a table whose rows may be ragged, without header, or without delimiters."""
    width = draw(st.integers(1, 5))
    rows = [
        "| " + " | ".join(draw(st.lists(inline, min_size=0, max_size=width + 1))) + " |"
        for _ in range(draw(st.integers(0, 4)))
    ]
    delimiters = "|" + draw(st.sampled_from(["---|", ":-:|", " - |", ""])) * width
    return "\n".join([*rows[:1], delimiters, *rows[1:]])


@st.composite
def fences(draw: st.DrawFn) -> str:
    """Draw a fence with a diagram, a tree, code or anything."""
    info = draw(st.sampled_from(["", "", "text", "mermaid", "python", "tree", "ascii"]))
    drawn = st.text(st.sampled_from("→←↓↑─│┌┐└┘├┤┼+-|<>v^ab \n"), max_size=80)
    mermaid = st.text(st.sampled_from("graph TD\nAB->|&[](){};:% "), max_size=60)
    content = draw(
        drawn | mermaid.map("graph LR\n".__add__) | st.lists(line, max_size=6).map("\n".join)
    )
    return f"```{info}\n{content}\n" + draw(st.sampled_from(["```", "````", ""]))


@st.composite
def nested(draw: st.DrawFn) -> str:
    """Draw a list or quote of any depths."""
    depths = draw(st.lists(st.integers(0, 9), min_size=1, max_size=8))
    marks = st.sampled_from(["- ", "1. ", "> ", "* ", ""])
    return "\n".join(" " * (depth * 2) + draw(marks) + draw(inline) for depth in depths)


spliced = st.integers(0, len(LINES) - 1).flatmap(
    lambda first: st.integers(1, 12).map(lambda size: "\n".join(LINES[first : first + size]))
)
blocks = spliced | tables() | fences() | nested() | st.lists(line, max_size=4).map("\n".join)


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Draw the bytes of a file: blocks, then characters put in, taken out or damaged."""
    between = st.sampled_from(["\n\n", "\n\n", "\n", "\r\n\r\n", "\n  \n"])
    text = "".join(
        block + draw(between) for block in draw(st.lists(blocks, min_size=1, max_size=5))
    )
    for at, put, drop in draw(
        st.lists(st.tuples(st.integers(0, 999), noise, st.integers(0, 9)), max_size=3)
    ):
        place = at % (len(text) + 1)
        text = text[:place] + put + text[place + drop :]
    if len(text) > LEAST_FOR_NUL and draw(st.integers(0, 9)) == 0:
        text = text.replace("a", "\0", 1)
    way = draw(st.sampled_from(["utf-8"] * 12 + ["utf-16", "latin-1", "damaged", "cut"]))
    if way == "damaged":
        return text.encode("utf-8", "replace").decode("cp1252", "replace").encode()
    if way == "cut":
        return text.encode("utf-8", "replace")[:-1] + b"\xff"
    return text.encode(way, "replace")


def variants(data: bytes, count: int) -> Iterator[bytes]:
    """Yield mutations of a file that follow from its bytes alone.

    Lines are spliced, moved and damaged, words give way to signs, and the end is cut off.
    """
    chance = random.Random(zlib.crc32(data))  # noqa: S311 (inputs, not secrets)
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(count):
        mutated = list(lines)
        for _ in range(chance.randint(1, 6)):
            _mutate(mutated, chance)
        yield "\n".join(mutated).encode("utf-8", "replace")


def _mutate(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines) + 1)
    kind = chance.random()
    if kind < SPLICE:
        first = chance.randrange(len(LINES))
        lines[at:at] = LINES[first : first + chance.randint(1, 6)]
    elif kind < MOVE:
        lines.insert(at, lines.pop(chance.randrange(len(lines))) if lines else "")
    elif kind < CUT:
        del lines[max(1, at) :]
    elif lines:
        place = chance.randrange(len(lines))
        damage = _with_signs if kind < SIGNS else _with_noise
        lines[place] = damage(lines[place], chance)


def _with_signs(line: str, chance: random.Random) -> str:
    share = chance.choice((0.2, 0.5, 1))
    return WORD.sub(
        lambda word: chance.choice(SIGN_NAMES) if chance.random() < share else word[0], line
    )


def _with_noise(line: str, chance: random.Random) -> str:
    column = chance.randrange(len(line) + 1)
    put = "".join(chance.choices(MARKUP + ODD, k=chance.randint(0, 3)))
    return line[:column] + put + line[column + chance.randint(0, 3) :]
