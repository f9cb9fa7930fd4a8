import json
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from ingest.reader import read
from retrieval.answer import Turn
from retrieval.evaluation.questions import (
    Fact,
    Place,
    Question,
    QuestionSetInvalid,
    Split,
    read_questions,
    select,
)
from retrieval.evaluation.run import check
from retrieval.text.words import content_stems

FOLDER = Path(__file__).parents[3] / "benchmarks" / "questions"
SETS = sorted(FOLDER.glob("*.jsonl"))
TUNING_ONLY = "everyday"
"""A set without a record half."""
BY_HANDBOOK = "teams"
"""A set of which each handbook belongs to one half."""
COVERED_KINDS = {
    "direct",
    "paraphrase",
    "reverse",
    "multi_hop",
    "comparison",
    "flow",
    "list",
    "keyword",
    "follow_up",
}
SILENT_KINDS = {"near_miss", "far", "injection"}

LINE = {
    "id": "a",
    "handbook": "book.md",
    "kind": "direct",
    "question": "What is lift?",
    "covered": True,
    "facts": [{"any": ["gain"], "lines": [["book.md", 3, 4]]}],
}


def write(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    return path


def test_a_line_is_read(tmp_path):
    history = [{"role": "user", "content": "Hello"}]
    other = {**LINE, "id": "b", "covered": False, "facts": [], "history": history, "split": "tune"}
    assert read_questions(write(tmp_path, LINE, other)) == (
        Question(
            id="a",
            handbook="book.md",
            kind="direct",
            question="What is lift?",
            covered=True,
            facts=(Fact(("gain",), (Place("book.md", 3, 4),)),),
        ),
        Question(
            id="b",
            handbook="book.md",
            kind="direct",
            question="What is lift?",
            covered=False,
            history=(Turn("user", "Hello"),),
            split=Split.TUNE,
        ),
    )


def test_blank_lines_and_separators_inside_a_text_are_no_lines(tmp_path):
    path = tmp_path / "questions.jsonl"
    line = json.dumps({**LINE, "question": "one\u2028two"}, ensure_ascii=False)
    path.write_text(f"\n{line}\r\n\n")
    assert [question.question for question in read_questions(path)] == ["one\u2028two"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"question": " "}, "question"),
        ({"splits": "tune"}, "splits"),
        ({"split": "both"}, "split"),
        ({"facts": []}, "needs facts"),
        ({"covered": False}, "needs facts"),
        ({"facts": [{"any": [], "lines": [["book.md", 1, 1]]}]}, "any"),
        ({"facts": [{"any": ["x"], "lines": [["book.md", 2, 1]]}]}, "2 to 1 are no lines"),
        ({"facts": [{"any": ["x"], "lines": [["book.md", 0, 1]]}]}, "0 to 1 are no lines"),
    ],
)
def test_a_line_that_is_no_question_is_refused_with_its_number(tmp_path, change, reason):
    path = write(tmp_path, LINE, {**LINE, "id": "b", **change})
    with pytest.raises(QuestionSetInvalid, match=f"(?s)^Line 2 .*{reason}"):
        read_questions(path)


def test_an_id_stands_once(tmp_path):
    with pytest.raises(QuestionSetInvalid, match="'a' stands there twice"):
        read_questions(write(tmp_path, LINE, LINE))


def test_what_is_no_json_is_refused(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text("What is lift?")
    with pytest.raises(QuestionSetInvalid, match="Line 1"):
        read_questions(path)


def test_a_file_that_is_missing_or_empty_is_refused(tmp_path):
    with pytest.raises(QuestionSetInvalid, match="cannot be read"):
        read_questions(tmp_path / "none.jsonl")
    (tmp_path / "none.jsonl").write_text("\n")
    with pytest.raises(QuestionSetInvalid, match="is empty"):
        read_questions(tmp_path / "none.jsonl")


def test_a_split_is_selected(tmp_path):
    questions = read_questions(write(tmp_path, LINE, {**LINE, "id": "b", "split": "tune"}))
    assert [question.id for question in select(questions, Split.TUNE)] == ["b"]
    assert select(questions, None) == questions
    with pytest.raises(QuestionSetInvalid, match="--split all"):
        select(questions[:1], Split.TUNE)


def bundled() -> list[Question]:
    return list(chain.from_iterable(read_questions(path) for path in SETS))


def test_the_bundled_sets_are_large_and_even():
    questions = bundled()
    apart = {TUNING_ONLY, BY_HANDBOOK}
    halved = [question for question in questions if question.id.partition("-")[0] not in apart]
    covered = [question for question in questions if question.covered]
    silent = [question for question in questions if not question.covered]
    assert len(covered) >= 300
    assert len(silent) >= 60
    assert {question.kind for question in covered} == COVERED_KINDS
    assert {question.kind for question in silent} == SILENT_KINDS
    assert sum(question.kind == "near_miss" for question in silent) * 2 >= len(silent)
    assert len({question.id for question in questions}) == len(questions)
    for kind in COVERED_KINDS | SILENT_KINDS:
        splits = Counter(question.split for question in halved if question.kind == kind)
        assert abs(splits[Split.TUNE] - splits[Split.RECORD]) <= 2, kind


def test_a_set_may_be_halved_by_handbooks():
    of_teams = [question for question in bundled() if question.id.startswith(BY_HANDBOOK)]
    halves = {question.handbook: question.split for question in of_teams}
    assert len({(question.handbook, question.split) for question in of_teams}) == len(halves)
    assert Counter(halves.values()) == {Split.TUNE: 6, Split.RECORD: 6}


def test_follow_ups_alone_have_a_history():
    assert not [q.id for q in bundled() if (q.kind == "follow_up") != bool(q.history)]


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_the_facts_of_the_bundled_sets_stand_in_their_lines(path):
    questions = read_questions(path)
    for handbook in dict.fromkeys(question.handbook for question in questions):
        documents = read([path.parent / handbook]).documents
        lines = {document.path: document.lines for document in documents}
        for question in questions:
            if question.handbook == handbook:
                check(question, lines)


def test_paraphrases_share_no_word_with_their_lines():
    for question in bundled():
        if question.kind != "paraphrase":
            continue
        asked = set(content_stems(question.question))
        folder = (FOLDER / question.handbook).parent
        for place in chain.from_iterable(fact.lines for fact in question.facts):
            lines = (folder / place.path).read_text().splitlines()[place.first - 1 : place.last]
            assert not asked & set(content_stems("\n".join(lines))), question.id
