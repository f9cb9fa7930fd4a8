"""Questions and answers in headings, bold lines, numbered items and folded HTML."""

import pytest

from ingest.document import Document
from ingest.facts import Role, Said
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts


def facts(text):
    return read_facts(Document("t.md", "T", parse(text, "t.md"), (), "")).facts


def answers(text):
    return [
        (f.subject.text, f.object.text, f.span.line_start)
        for f in facts(text)
        if f.relation == Said.ANSWER
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## 3. Who owns it? 🙂\n\nThe data team. They are three.\n",
        "## Q3: Who owns it?\n\nThe data team. They are three.\n",
        "# F\n\n**Who owns it?**\n\nThe data team.\n",
        "# F\n\n**Q: Who owns it?**\nA: The data team.\n",
        "# F\n\nQ: Who owns it?\nA: The data team.\n",
        "# F\n\n1. **Who owns it?**\n\n   The data team.\n",
        "# F\n\n<details>\n<summary>Who owns it?</summary>\n\nThe data team.\n</details>\n",
        "# F\n\n<details><summary>Who owns it?</summary>The data team.</details>\n",
    ],
)
def test_the_first_sentence_answers(text):
    ((question, answer, _),) = answers(text)
    assert question == "Who owns it?"
    assert answer == "The data team"


def test_roles_and_lines():
    fact = next(
        f
        for f in facts("# A?\n\nYes. It is kept\nfor a week.\n\nMore.\n")
        if f.relation == Said.ANSWER
    )
    assert (fact.subject.role, fact.object.role) == (Role.QUESTION, Role.PROSE)
    assert fact.object.text == "Yes. It is kept for a week"
    assert (fact.span.line_start, fact.span.line_end) == (3, 4)


def test_a_list_answers_item_by_item():
    assert answers("# When?\n\n- high load\n- replay\n") == [
        ("When?", "high load", 3),
        ("When?", "replay", 4),
    ]


def test_one_question_after_the_other():
    text = "# F\n\n**One?**\n\nFirst.\n\n**Two?**\n\nSecond thing here.\n"
    assert answers(text) == [("One?", "First", 5), ("Two?", "Second thing here", 9)]
    asked = [(f.subject.text, f.object.text) for f in facts(text) if f.object.role == Role.QUESTION]
    assert asked == [("F", "One?"), ("F", "Two?")]


def test_a_question_in_running_text_is_no_question():
    assert answers("# F\n\nWhy? Because.\n") == []


def test_a_question_asks_no_other_question():
    text = "# Guide\n\n## Types\n\n### Which?\n\n- a\n\n**Who?**\n\nThe team here.\n"
    asked = [(f.subject.text, f.object.text) for f in facts(text) if f.object.role == Role.QUESTION]
    assert asked == [("Types", "Who?")]
    text = "# Guide\n\n## Which?\n\n- a\n\n**Who?**\n\nThe team here.\n"
    assert not [f for f in facts(text) if f.object.role == Role.QUESTION]
    assert ("Who?", "The team here", 9) in answers(text)
