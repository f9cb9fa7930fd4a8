"""What the front matter of a file says of the document."""

import pytest

from ingest.document import Span
from ingest.files import SourcePath
from ingest.reader import read_bytes

TEXT = """---
title: Looms
owner: Weaving team
reviewers: [Ada Ng, "Lin, Bo"]
tags:
  - wool
  - "night shift"
last_reviewed: 2025-03-01  # by hand
layout: page
draft: true
note: |
contact: { name: Ada }
---
# Looms of the mill

They stand in the hall.
"""


@pytest.fixture
def stated(tmp_path):
    def read_text(text: str) -> set[tuple[str, str, str, int]]:
        facts = read_bytes(text.encode(), SourcePath(tmp_path / "a.md", "a.md")).facts
        return {
            (f.subject.text, str(f.relation), f.object.text, f.span.line_start)
            for f in facts
            if f.reader == "front_matter"
        }

    return read_text


def test_each_value_is_told_of_the_document_with_its_line(stated):
    assert stated(TEXT) == {
        ("Looms of the mill", "owner", "Weaving team", 3),
        ("Looms of the mill", "reviewers", "Ada Ng", 4),
        ("Looms of the mill", "reviewers", "Lin, Bo", 4),
        ("Looms of the mill", "tags", "wool", 6),
        ("Looms of the mill", "tags", "night shift", 7),
        ("Looms of the mill", "last reviewed", "2025-03-01", 8),
    }


def test_without_a_heading_the_title_stands_for_the_document(stated):
    text = "---\ntitle: Looms\nowner: Ada\n---\n\nThey stand in the hall.\n"
    assert stated(text) == {("Looms", "owner", "Ada", 3)}


@pytest.mark.parametrize("front", ["team:\n", "status: ~\n", "layout: page\n", "tags: []\n"])
def test_what_says_nothing_is_left_out(stated, front: str):
    assert not stated(f"---\n{front}---\n# Looms\n\nText.\n")


def test_lines_that_say_nothing_are_still_accounted_for(tmp_path):
    reading = read_bytes(TEXT.encode(), SourcePath(tmp_path / "a.md", "a.md"))
    assert Span("a.md", 9, 13) in {left.span for left in reading.unread}


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_file_may_end_with_its_front_matter(stated, end: str):
    assert stated(f"---\ntitle: Looms\nowner: Ada\n---{end}") == {("Looms", "owner", "Ada", 3)}
