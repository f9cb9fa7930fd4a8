from dataclasses import replace

import pytest

from graph.model import Evidence
from retrieval.answer import Answer, Citation, Ranked, Status
from retrieval.evaluation.matching import lies_on, opening, stands
from retrieval.evaluation.questions import Fact, Place, Question, Split
from retrieval.evaluation.scoring import Score, score
from retrieval.evaluation.summary import summarise
from retrieval.evaluation.table import HEADER, as_text, as_values, failures_as_text

LIFT = Fact(("gain over a baseline",), (Place("book.md", 3, 4),))
ROI = Fact(("ROI", "return on investment"), (Place("book.md", 9, 9), Place("book.md", 12, 12)))
COUNT = Fact(("2", "two"), (Place("book.md", 3, 9),), derived=True)


def source(first: int, last: int | None = None, path: str = "book.md") -> Evidence:
    return Evidence(path, first, last or first, "text")


def piece(text: str, first: int, last: int | None = None) -> Ranked:
    return Ranked(text, 1.0, source(first, last))


def question(*facts: Fact, kind: str = "direct", split: Split = Split.TUNE) -> Question:
    return Question("q", "../book.md", kind, "What?", bool(facts), facts, split=split)


def answer(
    text: str,
    *,
    lines: tuple[int, ...] = (),
    evidence: tuple[Ranked, ...] = (),
    status: Status = Status.ANSWERED,
) -> Answer:
    citations = tuple(Citation(str(n), "text", source(line)) for n, line in enumerate(lines, 1))
    return Answer("What?", text, status, citations, evidence, {})


def scored(asked: Question, given: Answer) -> Score:
    return score(asked, given, total_ms=12.0, embedding_ms=4.0)


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("Real-time", "a real time answer"),
        ("GPU", "GPUs cost money"),
        ("Weights&Biases", "Weights & Biases"),
        ("feature distribution", "the feature\ndistribution"),
        ("replica_lag_seconds", "`replica_lag_seconds` fires"),
        ("1 %", "1% of it"),
        ("Größe", "GRÖSSE"),
    ],
)
def test_a_wording_stands_in_a_text(wording, text):
    assert stands(Fact((wording,), LIFT.lines), text)


@pytest.mark.parametrize(
    ("wording", "text"), [("lift", "shoplifting"), ("GPUs", "GPU"), ("1 %", "1 of"), ("a b", "b a")]
)
def test_a_wording_does_not_stand_in_a_text(wording, text):
    assert not stands(Fact((wording,), LIFT.lines), text)


def test_an_opening_counts_neither_marks_nor_bullets():
    assert opening("One [1] two:\n- three [2][13].", 3) == "One two: three."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [((1, 2), False), ((1, 3), True), ((4, 4), True), ((3, 9), True), ((5, 6), False)],
)
def test_a_source_lies_on_a_place_where_they_share_a_line(lines, expected):
    assert lies_on(source(*lines), LIFT.lines[0]) is expected
    assert not lies_on(source(*lines, path="other.md"), LIFT.lines[0])


def test_a_fact_is_found_where_a_piece_says_it_and_lies_on_its_lines():
    asked = question(LIFT, ROI)
    far = piece("Lift is the gain over a baseline.", 1)
    mute = piece("Lift is good.", 3)
    good = piece("Lift is the gain over a baseline.", 4)
    late = piece("ROI", 12)
    result = scored(asked, answer("", evidence=(far, mute, good, far, far, late)))
    assert result.found == (True, False)
    assert result.first is None
    assert scored(question(LIFT), answer("", evidence=(mute, good))).first is False
    assert scored(question(LIFT), answer("", evidence=(good,))).first is True


def test_a_derived_fact_asks_of_evidence_only_the_lines():
    result = scored(question(COUNT), answer("There are two.", evidence=(piece("Lift", 9),)))
    assert result.found == result.in_glance == (True,)


def test_an_answer_is_read_to_120_and_to_40_words():
    filler = "word " * 39
    result = scored(question(LIFT, ROI), answer(f"{filler}ROI {filler} gain over a baseline [1]"))
    assert result.in_glance == (False, True)
    assert result.in_screen == (True, True)
    assert result.words == 83
    result = scored(question(ROI), answer(f"{filler * 3} x x x ROI"))
    assert result.in_screen == (False,)


def test_a_fact_is_cited_where_a_citation_lies_on_its_lines():
    assert scored(question(LIFT, ROI), answer("x", lines=(1, 12))).cited == (False, True)


def test_nothing_that_is_said_while_declining_counts():
    declined = answer("gain over a baseline", lines=(3,), status=Status.NOT_COVERED)
    result = scored(question(LIFT), declined)
    assert result.abstained
    assert result.in_screen == result.in_glance == result.cited == (False,)


def test_the_time_beyond_embedding_is_never_below_zero():
    assert scored(question(LIFT), answer("x")).beyond_ms == 8.0
    assert score(question(LIFT), answer("x"), 1.0, 1.1).beyond_ms == 0.0


def some_scores() -> list[Score]:
    good = answer(
        "The gain over a baseline.", lines=(3,), evidence=(piece("gain over a baseline", 3),)
    )
    no = answer("Not covered.", status=Status.NOT_COVERED)
    near = question(kind="near_miss")
    return [
        scored(question(LIFT), good),
        scored(question(LIFT, ROI, split=Split.RECORD), good),
        scored(question(LIFT), no),
        scored(near, no),
        scored(near, good),
    ]


def test_figures_are_shares_of_facts_and_of_questions():
    report = summarise(some_scores())
    names = [(group.by, group.name) for group in report.groups]
    assert names == [
        ("kind", "direct"),
        ("kind", "near_miss"),
        ("all", "all"),
        ("split", "tune"),
        ("split", "record"),
    ]
    direct = report.groups[0]
    assert (direct.questions, direct.covered) == (3, 3)
    assert direct.facts_found == direct.facts_cited == 2 / 4
    assert direct.first_found == 1 / 2
    assert direct.answered_in_120 == direct.answered_in_40 == direct.abstained == 1 / 3
    assert direct.median_words == 5
    assert (direct.total_ms_p50, direct.beyond_embedding_ms_p95) == (12.0, 8.0)


def test_declining_is_measured_as_a_classifier():
    figures = summarise(some_scores()).abstention
    assert (figures.precision, figures.recall, figures.f1) == (0.5, 0.5, 0.5)
    assert figures.wrongly_abstained == 1 / 3
    assert (figures.near_misses, figures.near_misses_answered) == (2, 0.5)


def test_figures_of_nothing_are_empty():
    covered = some_scores()[:1]
    figures = summarise(covered).abstention
    assert (figures.precision, figures.recall, figures.f1) == (None, None, None)
    silent = [scored(question(kind="far"), answer("Lift."))]
    report = summarise(silent)
    assert report.groups[0].facts_found is report.groups[0].median_words is None
    assert report.abstention.f1 is None
    wrong = summarise([*silent, scored(question(LIFT), answer("", status=Status.NOT_COVERED))])
    assert wrong.abstention.f1 == 0.0


def test_the_table_is_aligned():
    lines = as_text(summarise(some_scores())).splitlines()
    assert lines[0].split() == " ".join(HEADER).split()
    assert len({len(line) for line in lines[1:3]}) == 1
    assert lines[1].startswith("direct ")
    assert "F1" in as_text(summarise(some_scores()))


def test_failures_say_what_was_missed():
    scores = some_scores()
    text = failures_as_text([replace(score, understood="What then?") for score in scores])
    assert "not answered  ROI" in text
    assert "not found     ROI" in text
    assert "declined      though the handbook answers it" in text
    assert "answered    though the handbook is silent" in text
    assert "understood    What then?" in text
    assert text.count("question  ") == 3
    late = replace(scores[0], first=False)
    assert "found late  gain over a baseline" in failures_as_text([late])
    assert failures_as_text(scores[:1]) == "Nothing failed."


def test_values_hold_the_failures_if_asked():
    report = summarise(some_scores())
    assert set(as_values(report)) == {"groups", "abstention"}
    failures = as_values(report, failures=True)["failures"]
    assert [failure["id"] for failure in failures] == ["q"] * 3
    assert failures[0]["faults"]["not cited"] == "ROI"


def test_a_piece_of_several_places_lies_on_each():
    both = Ranked("the return on investment", 1.0, source(3), (), (source(3), source(12)))
    assert scored(question(ROI), answer("x", evidence=(both,))).found == (True,)
    assert scored(question(ROI), answer("x", evidence=(piece("ROI", 3),))).found == (False,)
