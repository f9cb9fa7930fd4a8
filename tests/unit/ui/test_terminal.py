import io

import pytest

from api.progress import Progress, Stage
from api.schemas import AnswerOut, CitationOut, SourceOut
from api.wording_schemas import WordingOut
from ui.terminal import CLEAR_LINE, answer_text, open_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def through(progress: Progress) -> None:
    progress.begin(Stage.READ)
    progress.note("Preparing.")
    progress.begin(Stage.INDEX)
    progress.advance(5, 10)
    progress.advance(10, 10)
    progress.begin(Stage.PUBLISH)


def test_a_pipe_gets_a_line_for_each_stage():
    stream = io.StringIO()
    through(open_progress(stream))
    assert stream.getvalue().splitlines() == [
        "read …",
        "  Preparing.",
        "embed and index …",
        "publish …",
    ]


def test_a_terminal_gets_one_line_that_moves_and_is_wiped_at_the_end():
    stream = Terminal()
    through(open_progress(stream))
    shown = stream.getvalue().split(CLEAR_LINE)
    assert shown[1:3] == ["read …", "Preparing.\n"]
    assert shown[4] == "embed and index " + "█" * 12 + "░" * 12 + " 5/10"
    assert shown[-1] == ""
    assert stream.getvalue().count("\n") == 1


def test_nothing_to_embed_is_a_full_bar():
    stream = Terminal()
    open_progress(stream).advance(0, 0)
    assert "█" * 24 in stream.getvalue()


def test_an_answer_shows_its_citations_with_place_and_lines():
    place = {"path": "book.md", "heading_path": ["Part", "Chapter"]}
    citations = [
        CitationOut(id="1", cited_text="one", source=SourceOut(**place, line_start=7, line_end=7)),
        CitationOut(
            id="2", cited_text="two\nthree", source=SourceOut(**place, line_start=8, line_end=9)
        ),
    ]
    answer = AnswerOut(
        question="?",
        answer="It is so [1][2].",
        status="answered",
        citations=citations,
        evidence=[],
        timings_ms={},
        suggestions=[],
    )
    assert answer_text(answer) == (
        "It is so [1][2].\n\n"
        "[1] book.md › Part › Chapter, line 7\n    one\n\n"
        "[2] book.md › Part › Chapter, lines 8-9\n    two\n    three"
    )


@pytest.mark.parametrize(
    ("fallback", "said"),
    [
        ("", "(Worded by openai:m, each sentence checked against its lines)"),
        ("budget_spent", "(Composed from the handbook: openai:m has used up its tokens for today)"),
    ],
)
def test_an_answer_says_who_worded_it(fallback: str, said: str):
    wording = WordingOut(model="openai:m", kept=1, removed=0, fallback=fallback)
    answer = AnswerOut(
        question="?",
        answer="So it is.",
        status="answered",
        citations=[],
        evidence=[],
        timings_ms={},
        suggestions=[],
        llm_generated=not fallback,
        wording=wording,
    )
    assert answer_text(answer) == f"So it is.\n\n{said}"
