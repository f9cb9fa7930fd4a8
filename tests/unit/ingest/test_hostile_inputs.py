"""Inputs that no author writes: each is read, or refused by name, within a stated time."""

import signal
import time
from pathlib import Path

import pytest

from ingest.errors import NotText
from ingest.files import SourcePath
from ingest.layout import layout_lines
from ingest.reader import read_bytes

BOUND_S = 10
"""Processor seconds for a megabyte of the worst; about one is taken on a machine at rest."""
SOURCE = SourcePath(Path("hostile.md"), "hostile.md")
LINE = 1_000_000
DEEP = WIDE = 10_000


def fence(text: str) -> str:
    return f"# T\n\n```\n{text}\n```\n"


LINES = {
    "letters": "a",
    "words": "word ",
    "pipes": "|",
    "cells": "a | ",
    "opening parentheses": "(",
    "closing parentheses": ")",
    "parentheses behind names": "a (b) ",
    "unclosed parentheses behind names": "a (b ",
    "opening brackets": "[",
    "links": "[a](b) ",
    "unclosed links": "[a](",
    "images": "![",
    "oppositions": "a vs b ",
    "vs": "vs ",
    "arrows": "→",
    "chains": "a → ",
    "dashes": "-",
    "dashes before arrows": "- ->",
    "drawn lines": "─",
    "asterisks": "*",
    "spaced asterisks": "a* *",
    "underscores": "_a",
    "backticks": "`",
    "spaced backticks": "`a``b ",
    "tildes": "~",
    "commas": ",",
    "names": "Kafka, ",
    "semicolons": "a; ",
    "colons": "a: ",
    "plus signs": "a + ",
    "slashes": "a/",
    "question marks": "a? ",
    "full stops": "a. ",
    "abbreviations": "e.g. ",
    "examples": "such as a ",
    "quotation marks": '"a ',
    "angle brackets": "<",
    "tags": "<a ",
    "comments": "<!-- ",
    "entities": "&amp",
    "escapes": "\\",
    "hashes": "#",
    "digits": "1",
    "numbers": "1. ",
    "spaces": " ",
    "tabs": "\t",
    "quote marks": "> ",
    "bullets": "- ",
    "emoji": "🚀",
    "ticks": "✓ a ",
    "combining marks": "a\u0301",
    "bidi controls": "\u202e\u2066a",
    "zero-width joiners": "\u200d",
    "damage": "â†’ ",
    "replacement characters": "\ufffd",
}

SHAPES = {
    "columns": "|" + "a|" * WIDE + "\n|" + "-|" * WIDE + "\n" + ("|" + "b|" * WIDE + "\n") * 3,
    "short rows": "|" + "a|" * WIDE + "\n|" + "-|" * WIDE + "\n" + "| b |\n" * WIDE,
    "long rows": "| a |\n|---|\n" + ("|" + "b|" * WIDE + "\n") * 20,
    "nested quotes": ">" * DEEP + " a\n",
    "nested lists": "".join("  " * (n % 500) + "- a\n" for n in range(DEEP)),
    "ever deeper lists": "- " * DEEP + "a\n",
    "nested parentheses": "a (" * DEEP + "b" + ")" * DEEP + "\n",
    "nested brackets": "[" * DEEP + "a" + "]" * DEEP + "\n",
    "nested emphasis": "*a **b " * DEEP + "\n",
    "a deep tree": fence("\n".join(" " * (n % 2000) + f"node {n}" for n in range(DEEP // 5))),
    "a drawn tree": fence("a\n" + "\n".join("│ " * (n % 300) + "├── b" for n in range(DEEP // 5))),
    "a wide diagram": fence(" → ".join(f"n{n}" for n in range(DEEP))),
    "a tall diagram": fence("\n  ↓\n".join(f"n{n}" for n in range(DEEP // 2))),
    "crossed lines": fence(("─┼" * 200 + "→\n" + "│ " * 200 + "↓\n") * 50),
    "boxes": fence("┌──┐ " * 300 + "\n" + "│a │ " * 300 + "\n" + "└──┘ " * 300),
    "open boxes": fence(("+--" * 300 + "\n") * 100),
    "a mermaid graph": "```mermaid\ngraph TD\n" + "a --> b & c & d\n" * DEEP + "```\n",
    "wide mermaid": "```mermaid\ngraph TD\n" + " & ".join("abc") * 3000 + " --> d\n```\n",
    "headings": "".join("#" * (n % 6 + 1) + " a\n" for n in range(DEEP)),
    "setext headings": "a\n===\n" * DEEP,
    "references": "".join(f"[a{n}]: b\n" for n in range(DEEP)) + "[a1][a2]\n",
    "unclosed fences": "```\na\n" * DEEP,
    "fences": "```\na\n```\n" * DEEP,
    "front matter": "---\n" + "a: b\n" * DEEP,
    "blank lines": "a" + "\n" * LINE + "b\n",
    "lines of one word": "a\n" * 100_000,
    "lead-ins": "a:\n" * DEEP,
    "questions": "**a?**\n" * DEEP,
    "HTML": "<div>\n" * DEEP,
    "summaries": "<summary>a?</summary>\n" * DEEP,
    "carriage returns": "a\r" * DEEP,
    "tables in a row": "| a |\n|---|\n| b |\n\n" * (DEEP // 5),
    "numbered steps": "".join(f"{n}. a\n" for n in range(DEEP)),
    "loose items": "- a\n\n  b\n\n" * (DEEP // 5),
}


@pytest.fixture
def bounded():
    """End a test that takes far too long, rather than wait for it."""

    def end(_number: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, 3 * BOUND_S)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def read_in_time(data: bytes) -> None:
    began = time.process_time()
    reading = read_bytes(data, SOURCE)
    assert time.process_time() - began < BOUND_S
    document = reading.documents[0]
    for part in (*reading.facts, *reading.passages, *reading.unread):
        assert 1 <= part.span.line_start <= part.span.line_end <= len(document.lines)
    known = set(layout_lines(document))
    for part in (*reading.facts, *reading.passages, *reading.unread):
        known.update(range(part.span.line_start, part.span.line_end + 1))
    assert all(n in known for n, line in enumerate(document.lines, 1) if line.strip())


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("unit", LINES.values(), ids=LINES)
def test_a_line_of_a_hundred_thousand_characters(unit):
    read_in_time(f"# T\n\n{(unit * LINE)[: LINE // 10]}\n\nend\n".encode())


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("unit", ["a", "|", "(", "[", "*", ",", "→", "vs ", "a → ", "🚀", "\u202e"])
def test_a_line_of_a_million_characters(unit):
    read_in_time(f"# T\n\n{(unit * LINE)[:LINE]}\n\nend\n".encode())


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("unit", LINES.values(), ids=LINES)
@pytest.mark.parametrize(
    "around", ["- {}\n", "| a | b |\n|---|---|\n| c | {} |\n", "```\n{}\n```\n"]
)
def test_a_long_item_cell_or_fence(unit, around):
    read_in_time(around.format((unit * LINE)[: LINE // 30]).encode())


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_a_shape_that_is_deep_wide_or_long(text):
    read_in_time(text.encode())


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("stray", ["\0", "\udc80", "\u202e", "\ud83d", "\ufeff"], ids=ascii)  # noqa: PT014
def test_a_character_that_no_text_has(stray):
    text = "# T\n\n" + f"- Kafka{stray}, a queue\n" * 30 + "- plain item\n" * 2_000
    data = text.encode("utf-8", "surrogateescape" if stray == "\udc80" else "surrogatepass")
    read_in_time(data)


def test_a_binary_file_is_refused():
    with pytest.raises(NotText, match="binary"):
        read_bytes(bytes(range(256)) * 100, SOURCE)
    with pytest.raises(NotText, match="not UTF-8"):
        read_bytes("Ünïcödé ".encode("latin-1") * 100, SOURCE)
