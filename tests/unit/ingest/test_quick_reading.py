"""What is read without the parser is what the parser would have given."""

import pytest

from ingest.document import Section
from ingest.markdown import inline, parser
from ingest.markdown.parser import parse
from tests.fuzz.markdown import HANDBOOKS, variants

PLAIN = """# One

Text of **one** and *two* lines
with `code`, a [link](https://example.org/a) and a_b.

- a
  - b
  - [ ] c
- d: e

- f

> g
> h

Then:

1. one
2. two

| a | b |
|---|---|
| **c** | d |

```sh
run
```

---
"""


def outline(root: Section) -> list[object]:
    """Return all that a parse gives, section by section."""
    sections = root.walk()
    return [part for s in sections for part in (s.title, s.level, s.span, s.heading, s.blocks)]


@pytest.fixture
def parsed(monkeypatch):
    """Parses with the parser alone."""

    def with_parser(text: str) -> list[object]:
        with monkeypatch.context() as patch:
            patch.setattr(parser._Blocks, "plain", lambda _self, _at: 0)
            patch.setattr(inline, "quick_text", lambda _source: None)
            return outline(parse(text, "a.md"))

    return with_parser


@pytest.mark.parametrize("path", HANDBOOKS, ids=lambda path: path.stem)
def test_handbooks_and_mutations_of_them_are_read_alike(path, parsed):
    data = path.read_bytes()
    for variant in (data, *variants(data, 40)):
        text = variant.decode()
        assert outline(parse(text, "a.md")) == parsed(text)


def test_plain_blocks_need_no_parser(monkeypatch):
    monkeypatch.setattr(parser, "StateBlock", None)
    root = parse(PLAIN, "a.md")
    kinds = [type(block).__name__ for block in root.children[0].blocks]
    assert kinds == (
        ["Paragraph", "ListBlock", "Quote", "Paragraph", "ListBlock", "Table", "Fence", "Rule"]
    )


@pytest.mark.parametrize(
    "text",
    [
        "a\n===\n",
        "a\n- b\n\n  c\n",
        "- a\n    - b\n   - c\n",
        "- a\n\n- b\n",
        "- a\n b\n",
        "- a\n- - b\n",
        "- a\n  2. b\n",
        "* * *\n",
        "| a |\n|---|\nb\n",
        "| a | b |\n|---|\n",
        "```\na\n  ```\nb\n",
        "~~~\na\n",
        "# a #\n",
        "[a]\n\n[a]: b\n",
        "- [a]: b\n",
        "***a** b*\n",
        "**a**b**\n",
        "a\\\nb  \nc\n",
        "<div>\na\n",
        "[^1]: a\n[^2]: b\n",
        "    code\n",
        "a & b &amp; c <d> `` `e` `` ![f](g)\n",
        "1) a\n1. b\n",
        "- a\n\t- b\n",
        "a\n\x0c\nb\u00a0\n",
        "- a\n\n  - b\n\n* c\n\n1. d\n",
        "> a\n> b\n\n> c\nd\n",
        "a\n[b]: c\n[d](e) f\n",
        "# a\n- b\n# c | d\n---|---\n",
        "[a]\n\n" + "b\n" * 50 + "\n[a]: c\n'd'\n",
        "~~~\n" + "a\n" * 50,
    ],
)
def test_forms_that_only_the_parser_knows(text, parsed):
    assert outline(parse(text, "a.md")) == parsed(text)
