"""Tables of many shapes."""

import pytest

from ingest.document import Document
from ingest.facts import Said
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts


def facts(text):
    return read_facts(Document("t.md", "T", parse(text, "t.md"), (), "")).facts


def triples(text):
    return [(f.subject.text, f.relation, f.object.text) for f in facts(text)]


def test_rows_headers_and_items():
    found = facts("# Models\n\n| Use Case | Typical |\n|--|--|\n| Fraud | Trees, Nets |\n")
    assert [(f.subject.text, f.subject.role, f.relation, f.object.text) for f in found] == [
        ("Models", "heading", Said.ROW, "Fraud"),
        ("Fraud", "Use Case", "Typical", "Trees"),
        ("Fraud", "Use Case", "Typical", "Nets"),
    ]
    assert {f.span.line_start for f in found} == {5}


def test_five_columns_an_index_and_answers():
    found = facts(
        "| # | Style | Stream | Fit | Cost |\n|--|--|:-:|--|--|\n"
        "| 1 | **gRPC** | ✅ | internal; mobile | - |\n"
        "| 2 | REST | no (polling) | chat \\| games | n/a |\n"
    )
    told = [(f.subject.text, f.relation, f.object.text, f.qualifiers) for f in found]
    assert ("gRPC", "Stream", "yes", ()) in told
    assert ("REST", "Stream", "no", ("polling",)) in told
    assert ("gRPC", "Fit", "mobile", ()) in told
    assert ("REST", "Fit", "games", ()) in told
    assert not [t for t in told if t[1] in {"Cost", "#"}]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Yes", "yes"),
        ("No", "no"),
        ("✓", "yes"),
        ("✗", "no"),
        ("✔️", "yes"),
        ("No downtime", "No downtime"),
    ],
)
def test_answers_and_phrases(cell, expected):
    assert triples(f"| A | B |\n|--|--|\n| x | {cell} |\n")[-1] == ("x", "B", expected)


def test_a_table_without_header_words():
    found = triples("| | |\n|--|--|\n| Owner | Team A |\n| Regions | eu, us |\n")
    assert ("Owner", Said.DEFINITION, "Team A") in found
    assert ("Regions", Said.INCLUDES, "us") in found


def test_a_subject_that_opposes_and_one_that_combines():
    found = triples(
        "| Tradeoff | Options |\n|--|--|\n| Cost vs Scale | GPUs vs CPUs |\n"
        "| Hybrid (Batch + Live) | Ads |\n| Logs, traces | cheap |\n"
    )
    assert ("Cost", Said.VERSUS, "Scale") in found
    assert ("Cost vs Scale", "Options", "GPUs") in found
    assert ("GPUs", Said.VERSUS, "CPUs") in found
    assert ("Hybrid (Batch + Live)", Said.PART, "Live") in found
    assert ("Hybrid (Batch + Live)", "Options", "Ads") in found
    assert ("Logs, traces", Said.INCLUDES, "traces") in found


def test_subjects_that_differ_in_parentheses_stay_apart():
    found = triples("| M | V |\n|--|--|\n| Latency (p50) | 1 ms |\n| Latency (p99) | 9 ms |\n")
    assert ("Latency (p50)", "V", "1 ms") in found
    assert ("Latency (p99)", "V", "9 ms") in found


def test_conditions_of_a_subject_are_conditions_of_its_facts():
    found = facts("| T | U |\n|--|--|\n| Cache (optional) | speed |\n")
    assert found[-1].subject.text == "Cache"
    assert found[-1].qualifiers == ("optional",)


def test_links():
    found = triples("| T | U |\n|--|--|\n| [Feast](https://f.dev) | [a](#a), b |\n")
    assert ("Feast", Said.LINK, "https://f.dev") in found
    assert ("Feast", "U", "a") in found
    assert not [t for t in found if t[2].startswith("#")]


def test_a_table_of_steps_has_an_order():
    found = facts("| Step | Do |\n|--|--|\n| Frame | a |\n| Train | b |\n")
    assert [
        (f.subject.text, f.object.text, f.span.line_start, f.span.line_end)
        for f in found
        if f.relation == "is followed by"
    ] == [("Frame", "Train", 3, 4)]
    counted = triples("| Step | Do |\n|--|--|\n| 1 | Frame |\n| 2 | Train |\n")
    assert ("Frame", "is followed by", "Train") in counted


def test_one_column_and_a_bold_title():
    found = triples("# T\n\n**Regions**\n\n| Name |\n|--|\n| eu |\n")
    assert found == [("T", "includes", "Regions"), ("Regions", "row", "eu")]


def test_bars_cut_short_names_only():
    found = triples("| T | U |\n|--|--|\n| a | memory \\| append-only file |\n")
    assert found[-2:] == [("a", "U", "memory"), ("a", "U", "append-only file")]


def test_the_row_considers_what_its_question_names():
    found = triples("| Step | Key Questions |\n|--|--|\n| Serve | Batch, edge? GPUs? |\n")
    assert ("Serve", "Key Questions", "Batch, edge?") in found
    assert ("Batch, edge?", Said.OPTION, "edge") in found
    assert ("Serve", "Key Questions", "Batch") in found
    assert ("Serve", "Key Questions", "edge") in found
    assert found.count(("Serve", "Key Questions", "GPUs?")) == 1


def test_columns_that_are_lists_side_by_side():
    found = triples(
        "# API\n\n| ✅ Do | ❌ Don’t |\n|--|--|\n| Page results | Return all |\n| Cache | - |\n"
    )
    assert found == [
        ("API", "Do", "Page results"),
        ("API", "Don’t", "Return all"),
        ("API", "Do", "Cache"),
    ]


def test_a_description_is_one_thing():
    found = triples("| Field | Description |\n|--|--|\n| channel | email, push or sms |\n")
    assert found[-1] == ("channel", "Description", "email, push or sms")
    found = triples("| Field | Description |\n|--|--|\n| channel | email; push |\n")
    assert found[-1] == ("channel", "Description", "push")


def test_pictures_in_cells_are_no_words():
    assert triples("| A | B |\n|--|--|\n| x | ![icon](i.png) Kafka |\n")[-1] == ("x", "B", "Kafka")
