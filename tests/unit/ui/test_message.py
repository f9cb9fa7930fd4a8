from html.parser import HTMLParser

import pytest

from ui.client import Citation, Evidence, Reply, Source, Wording
from ui.message import cited_nodes, pending_html, question_html, reply_html
from ui.sources import cite_link, node_link, where

HERE = Source(path="a b/ü.md", heading_path=("Top", "Part"), line_start=3, line_end=5)
THERE = Source(path="c.md", line_start=7, line_end=7)
HOSTILE = "<script>alert(1)</script> \"x\" 'y' & **b** [l](javascript:x) <img src=x>\n\n<b>"


class Seen(HTMLParser):
    """Tags, links and text of an HTML text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data):
        self.text += data


def reply(answer: str = "Prophet [1].", **fields) -> Reply:
    fields.setdefault("citations", (Citation(id="1", source=HERE),))
    return Reply(**{"question": "q", "status": "answered", "answer": answer, **fields})


def test_a_place_is_said_with_its_section_or_else_its_file():
    assert where(HERE) == "Top › Part, lines 3–5"
    assert where(THERE) == "c.md, line 7"


def test_a_link_carries_all_that_opens_it():
    assert 'href="#cite-3-5-a%20b%2F%C3%BC.md"' in cite_link("[1]", HERE)
    assert 'title="Top › Part, lines 3–5"' in cite_link("[1]", HERE)
    assert 'href="#node-tool%3Ax%22y"' in node_link("X", 'tool:x"y')


def test_a_title_cannot_leave_its_attribute():
    source = HERE.model_copy(update={"heading_path": ('"><script>', "'")})
    assert Seen(cite_link("[1]", source)).tags == ["a"]


def test_a_question_is_text_in_one_block():
    html = question_html(HOSTILE)
    assert set(Seen(html).tags) == {"div", "br"}
    assert Seen(html).text == HOSTILE.replace("\n", "")
    assert "\n" not in html
    assert html.startswith("<div")


def test_an_answer_is_text_in_one_block():
    html = reply_html("q", reply(HOSTILE + " [1]"), {})
    assert "script" not in Seen(html).tags
    assert "img" not in Seen(html).tags
    assert "b" not in Seen(html).tags
    assert "\n" not in html


def test_marks_of_known_sources_are_links_and_others_text():
    seen = Seen(
        reply_html(
            "q", reply("A [1], b [2], c [x].", citations=(Citation(id="1", source=HERE),)), {}
        )
    )
    assert seen.links[0] == "#cite-3-5-a%20b%2F%C3%BC.md"
    cites = [link for link in seen.links if link.startswith("#cite-")]
    assert len(cites) == 2  # the mark, and the list of sources
    assert "b [2], c [x]." in seen.text


def test_lists_and_paragraphs():
    html = reply_html("q", reply("Two:\n- first [1]\n* second\n1. one\n2) two\nEnd.\n"), {})
    assert html.count("<ul>") == 2  # one of the answer, one of the sources
    assert html.count("<ol>") == 1
    assert "<li>second</li>" in html
    assert "<li>two</li>" in html
    assert "<p>End.</p>" in html


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("answered", "Answered from the handbook"),
        ("partial", "Partly covered"),
        ("not_covered", "Not covered by the handbook"),
        ("<new>", "<new>"),
    ],
)
def test_the_status_is_said_in_words(status, said):
    html = reply_html("q", reply(status=status, suggestions=("What next?",)), {})
    assert said in Seen(html).text
    assert '"status status-<' not in html


def test_what_is_no_question_has_no_status():
    html = reply_html("thanks", reply("You are welcome.", status="not_covered"), {})
    assert "You are welcome." in html
    assert "status" not in html


def test_a_question_understood_differently_is_shown():
    assert (
        "Understood as: And <b> written out"
        in Seen(reply_html("and b?", reply(question="And <b> written out"), {})).text
    )
    assert "Understood" not in reply_html(" q ", reply(), {})


def test_sources_are_counted():
    two = (Citation(id="1", source=HERE), Citation(id="2", source=THERE))
    assert "2 sources" in reply_html("q", reply(citations=two), {})
    assert "1 source<" in reply_html("q", reply(), {})
    assert "details" not in reply_html("q", reply(citations=()), {})


def test_only_named_nodes_of_cited_evidence_are_linked():
    evidence = (
        Evidence(source=THERE, node_ids=("tool:other",)),
        Evidence(source=HERE, node_ids=("tool:a", "section:s")),
        Evidence(source=HERE, node_ids=("tool:a", "tool:b")),
    )
    given = reply(evidence=evidence)
    assert cited_nodes(given) == ("tool:a", "section:s", "tool:b")
    seen = Seen(reply_html("q", given, {"tool:a": "A", "tool:b": "<B>", "tool:other": "O"}))
    assert [link for link in seen.links if "node" in link] == ["#node-tool%3Aa", "#node-tool%3Ab"]
    assert "<B>" in seen.text


def test_something_stands_in_the_place_of_an_answer():
    assert Seen(pending_html()).text.strip()


def test_what_has_been_said_so_far_is_one_block_of_text():
    seen = Seen(pending_html(f"{HOSTILE} [1]"))
    assert set(seen.tags) <= {"div", "p"}
    assert "<script>alert(1)</script>" in seen.text


def test_it_is_said_who_worded_an_answer():
    assert "orded" not in reply_html("q", reply(), {})
    worded = reply(llm_generated=True, wording=Wording(model="openai:<b>"))
    assert "Worded by openai:<b>, each sentence checked" in Seen(reply_html("q", worded, {})).text
    stands = reply(wording=Wording(model="openai:m", fallback="timed_out"))
    seen = Seen(reply_html("q", stands, {}))
    assert "Composed from the handbook: openai:m took too long" in seen.text
    later = reply(wording=Wording(model="openai:m", fallback="a later <reason>"))
    assert "a later <reason>" in Seen(reply_html("q", later, {})).text


def test_an_answer_can_be_copied_and_its_question_linked_to():
    seen = Seen(reply_html("And it?", reply(question='What is "A & B"?'), {}))
    assert "button" in seen.tags
    assert seen.links[-1] == "?q=What%20is%20%22A%20%26%20B%22%3F"
