import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import (
    Fence,
    Heading,
    Html,
    ListBlock,
    MarkKind,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from ingest.markdown.parser import front_matter_lines, parse


def blocks(text):
    return parse(text, "a.md").blocks


def only(text):
    (block,) = blocks(text)
    return block


def lines(block):
    return block.span.line_start, block.span.line_end


def plains(texts):
    return [text.plain for text in texts]


def test_headings_become_a_tree():
    root = parse("intro\n\n# 1. One\n\na\n\n### Deep\n\nb\n\nTwo\n===\n\nc\n", "a.md")
    assert [block.text.plain for block in root.blocks] == ["intro"]
    one, two = root.children
    assert (one.title, one.level, one.heading_path) == ("One", 1, ("One",))
    assert (one.span, one.heading.text.plain) == (Span("a.md", 3, 10), "1. One")
    assert (one.children[0].level, one.children[0].heading_path) == (3, ("One", "Deep"))
    assert (two.title, two.heading.span, two.span) == (
        "Two",
        Span("a.md", 11, 12),
        Span("a.md", 11, 14),
    )
    assert [section.title for section in root.walk()] == ["", "One", "Deep", "Two"]


def test_inline_markup_becomes_marks():
    text = only("a **b** `c` [d *e*](http://x) ![f](g) ~~h~~ \\*i\\* &amp; <b>j</b>").text
    assert text.plain == "a b c d e f h *i* & j"
    assert [(text.plain[m.start : m.end], m.kind, m.target) for m in text.marks] == [
        ("b", MarkKind.STRONG, ""),
        ("c", MarkKind.CODE, ""),
        ("d e", MarkKind.LINK, "http://x"),
        ("e", MarkKind.EMPHASIS, ""),
        ("f", MarkKind.IMAGE, "g"),
        ("h", MarkKind.STRIKE, ""),
    ]


def test_reference_links_are_resolved_and_footnotes_kept():
    root = parse(
        "See [x][1] and y[^n].\n\n[1]: http://x\n\n[^n]: Word\n[^m]: Other *one*\n", "a.md"
    )
    see, word, other = root.blocks
    assert see.text.plain == "See x and y."
    assert see.text.marks[0].target == "http://x"
    assert (word.text.plain, lines(word)) == ("Word", (5, 5))
    assert (other.text.plain, lines(other)) == ("Other one", (6, 6))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_text_stand_on_lines_of_the_file(end):
    source = "top\n\none *two*  \n`three\nthree` [four\nfour](u\n'title') five\\\nsix\n"
    _, block = blocks(source.replace("\n", end))
    assert lines(block) == (3, 8)
    words = block.text.plain.split("\n")
    assert len(words) == 6
    assert words[0] == "one two"
    assert words[5] == "six"


def test_table_rows_know_their_lines():
    table = only("| A | B |\n|---|:-:|\n| **x** | a \\| b |\n| y |\n| z | 1 | 2 | 3 |\n")
    assert plains(table.header) == ["A", "B"]
    assert [(plains(row.cells), lines(row)) for row in table.rows] == [
        (["x", "a | b"], (3, 3)),
        (["y", ""], (4, 4)),
        (["z", "1 | 2 | 3"], (5, 5)),
    ]
    assert lines(table) == (1, 5)


def test_lines_in_cells_are_separated():
    table = only("| A | B |\n|---|---|\n| x | one<br>two<br/>three |\n| y | - a<BR>- `b` |\n")
    assert [row.cells[1].plain for row in table.rows] == ["one; two; three", "a; b"]
    mark = table.rows[1].cells[1].marks[0]
    assert (mark.start, mark.end) == (3, 4)


@pytest.mark.parametrize(
    "source",
    ["| | |\n|-|-|\n| a | b |\n| c | d |", "|-|-|\n| a | b |\n| c | d |", "| a | b |\n| c | d |"],
)
def test_tables_without_a_header(source):
    table = only(source)
    assert plains(table.header) == ["", ""]
    assert [plains(row.cells) for row in table.rows] == [["a", "b"], ["c", "d"]]
    first = source.split("\n").index("| a | b |") + 1
    assert [lines(row) for row in table.rows] == [(first, first), (first + 1, first + 1)]


def test_a_paragraph_with_pipes_is_no_table():
    assert isinstance(only("| x | is a choice"), Paragraph)
    assert isinstance(only("| x |\n| y |"), Paragraph)
    assert isinstance(only("| x | y |\ntext"), Paragraph)


def test_nested_lists_know_the_lines_of_every_item():
    block = only("1. a\n   more\n   - b\n\n     para\n   - [x] c\n2. [ ] d\n\n")
    assert isinstance(block, ListBlock)
    assert block.ordered
    first, second = block.items
    assert (first.text.plain, lines(first)) == ("a\nmore", (1, 6))
    assert (second.text.plain, second.checked, lines(second)) == ("d", False, (7, 7))
    inner = first.children[0]
    assert [(i.text.plain, i.checked, lines(i)) for i in inner.items] == [
        ("b", None, (3, 5)),
        ("c", True, (6, 6)),
    ]
    assert inner.items[0].children[0].text.plain == "para"
    assert lines(block) == (1, 7)


def test_items_without_text():
    block = only("-\n- ```\n  x\n  ```\n")
    assert [(item.text.plain, lines(item)) for item in block.items] == [("", (1, 1)), ("", (2, 4))]
    assert isinstance(block.items[1].children[0], Fence)


def test_fences_keep_their_lines():
    fence, code, opened = (
        blocks("```py x\n\na = 1\n\n```\n\n    b\n\n    c\n\ntext\n\n```\nend\n")[0:1]
        + blocks("\n    b\n\n    c\n")
        + blocks("```\nend\n")
    )
    assert (fence.info, fence.lines, fence.first_line, lines(fence)) == (
        "py x",
        ("", "a = 1", ""),
        2,
        (1, 5),
    )
    assert (code.info, code.lines, code.first_line) == ("", ("b", "", "c"), 2)
    assert (opened.lines, lines(opened)) == (("end",), (1, 2))
    assert only("```\n```").lines == ()


def test_quotes_html_and_rules():
    quote, html, rule = blocks("> a\n> - b\n\n<div>\n<p>x</p>\n</div>\n\n---\n")
    assert isinstance(quote, Quote)
    assert [lines(child) for child in quote.children] == [(1, 1), (2, 2)]
    assert isinstance(html, Html)
    assert (html.text, lines(html)) == ("<div>\n<p>x</p>\n</div>", (4, 6))
    assert isinstance(rule, Rule)
    assert lines(rule) == (8, 8)


def test_comments_are_ignored():
    assert blocks("<!-- a\n\nb -->\n\ntext <!-- c --> end\n")[0].text.plain == "text  end"
    assert isinstance(only("<!-- a --> <b>x</b>"), Html)


def test_headings_in_containers_stay_there():
    assert isinstance(only("> # a\n").children[0], Heading)


def test_front_matter_is_no_heading():
    source = "---\ntitle: X\ntags:\n  - a\n---\n# T\n"
    assert front_matter_lines(source) == 5
    root = parse(source, "a.md")
    assert root.blocks == ()
    assert root.children[0].heading.span == Span("a.md", 6, 6)


@pytest.mark.parametrize(
    "source", ["---\ntext\n---\n", "---\n\na: b\n---\n", "---\na: b\n", "---", "--- x\na: b\n---\n"]
)
def test_rules_at_the_top_are_no_front_matter(source):
    assert front_matter_lines(source) == 0


def test_nothing_gives_an_empty_root():
    root = parse("", "a.md")
    assert (root.level, root.title, root.span, root.blocks) == (0, "", Span("a.md", 1, 1), ())


def test_nul_is_replaced():
    assert only("a\0b").text.plain == "a�b"


@pytest.mark.parametrize(
    "source",
    [
        "x" * 10**6,
        "[" * 10**6,
        "*a " * 300_000,
        "`" * 10**5 + "a" + "`" * 99_999,
        "> " * 10**4 + "deep",
        "\n".join("  " * n + "- a" for n in range(2000)),
        "|" + "a|" * 10**4 + "\n|" + "-|" * 10**4 + "\n" + "|b|\n" * 20,
        "<" * 50_000,
        "![" * 10**6,
        "[a](" * 10**5,
        "**a _b " * 10_000,
        "- " * 10**4 + "x",
    ],
    ids=range(12),
)
def test_hostile_input_takes_no_time(source):
    start = time.perf_counter()
    parse(source, "a.md")
    assert time.perf_counter() - start < 5


@given(st.text("ab \n\r#*`|->_[]()!<&\\:1.\t~^\0é", max_size=80))
@settings(max_examples=300)
def test_any_text_has_a_tree_within_its_lines(source):
    root = parse(source, "a.md")
    for section in root.walk():
        for block in section.blocks:
            assert 1 <= block.span.line_start <= block.span.line_end <= root.span.line_end
            if isinstance(block, Table):
                assert all(len(row.cells) == len(block.header) for row in block.rows)
            if isinstance(block, Paragraph):
                assert block.text.plain.count("\n") == block.span.line_end - block.span.line_start


def test_a_lead_in_at_the_margin_below_a_list_begins_a_list_of_its_own():
    first, lead_in, second = blocks("- light\n- cheap to mend\nCons:\n- wet in a chop\n")
    assert plains(item.text for item in first.items) == ["light", "cheap to mend"]
    assert (lead_in.text.plain, lines(lead_in)) == ("Cons:", (3, 3))
    assert plains(item.text for item in second.items) == ["wet in a chop"]
    _, told = blocks("1. roomy\n2. fast\n**Cons**: dear, slow to rig\n")
    assert told.text.plain == "Cons: dear, slow to rig"


@pytest.mark.parametrize(
    "text",
    [
        "- sails that need\nmending: all of them\n- oars\n",
        "- sails\n  Cons:\n- oars\n",
        "- sails\nThe rest:\nnone\n",
        "- sails\nand more:\n- oars\n",
    ],
)
def test_other_lines_below_an_item_go_on_with_it(text):
    assert isinstance(only(text), ListBlock)
