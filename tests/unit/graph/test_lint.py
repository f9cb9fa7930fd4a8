from pathlib import Path

import pytest

from graph.build import build_graph
from graph.errors import EmptyGraph
from graph.lint.finding import Level
from graph.lint.registry import LEVELS, RULES, lint
from graph.lint.subject import Subject
from graph.mapping_file import load_mapping
from ingest.files import find_files
from ingest.reader import read

CLEAN = Path(__file__).parents[2] / "data" / "lint" / "clean.md"


def findings_of(*paths):
    reading = read(paths)
    try:
        graph = build_graph(reading).graph
    except EmptyGraph:
        graph = None
    files = {source.path: source.file for source in find_files(paths)}
    return lint(Subject(reading, graph, load_mapping(), files))


@pytest.fixture
def found(tmp_path):
    """Findings of a rule in texts, as (path, line)."""

    def run(rule, *texts, **files):
        for name, text in [*zip("abc", texts, strict=False), *files.items()]:
            (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        return [(f.path, f.line) for f in findings_of(tmp_path) if f.rule == rule]

    return run


def test_a_clean_handbook_gives_no_warning():
    grave = [f for f in findings_of(CLEAN) if LEVELS[f.rule] is not Level.INFO]
    assert not grave


def test_levels_have_an_order():
    assert [level.rank for level in (Level.ERROR, Level.WARNING, Level.INFO)] == [0, 1, 2]
    assert len({rule.name for rule in RULES}) == len(RULES)


TABLE = "| Tool | Owner | Cost |\n|---|---|---|\n| Kafka | Ann | low |\n| Flink | Ben | high |\n"


@pytest.mark.parametrize("row", ["| Ceph | Ann |", "| Ceph | Ann | low | more |", "| Ceph |"])
def test_a_ragged_row(found, row):
    assert found("ragged-row", TABLE + row + "\n") == [("a.md", 5)]


@pytest.mark.parametrize(
    "row", ["| Ceph | Ann | a \\| b |", "Ceph | Ann | low", "| Ceph | `a` | |", "|a|b|c|"]
)
def test_a_row_that_is_not_ragged(found, row):
    assert not found("ragged-row", TABLE + row + "\n")


def test_a_ragged_row_in_a_quote(found):
    quoted = "".join(f"> {line}\n" for line in (TABLE + "| Ceph | Ann |").splitlines())
    assert found("ragged-row", quoted) == [("a.md", 5)]


def test_empty_cells_and_rows(found):
    text = TABLE + "| Ceph | | low |\n| Spark | | |\n"
    assert found("empty-cell", text) == [("a.md", 5)]
    assert found("empty-row", text) == [("a.md", 6)]


def test_duplicate_rows_in_one_table_and_in_two(found):
    assert found("duplicate-row", TABLE + "| kafka | Ann | Low |\n") == [("a.md", 5)]
    assert found("duplicate-row", TABLE, TABLE) == [("b.md", 3), ("b.md", 4)]
    assert not found("duplicate-row", TABLE, TABLE.replace("Owner", "Keeper"))


def test_contradicting_rows(found):
    rule = "contradicting-rows"
    assert found(rule, TABLE + "| Kafka | Cleo | low |\n") == [("a.md", 5)]
    other = "| Tool | Cost |\n|---|---|\n| Kafka | high |\n| Ceph | high |\n| Spark | low |\n"
    assert found(rule, TABLE, other) == [("b.md", 3)]
    same = "| Tool | Owner |\n|---|---|\n| Kafka | ann |\n"
    assert not found(rule, TABLE, same)


def test_the_items_of_a_cell_have_no_order(found):
    table = "| Tool | Owner |\n|---|---|\n| Kafka | Ann, Ben |\n| Kafka | Ben, Ann |\n"
    assert not found("contradicting-rows", table)


def test_a_first_column_that_groups_is_no_subject(found):
    table = "| Team | Tool |\n|---|---|\n| A | Kafka |\n| A | Flink |\n| A | Ceph |\n"
    assert not found("contradicting-rows", table)


def test_tables_of_the_same_form_do_not_contradict(found):
    one = "## Kafka\n\n| Aspect | Rating |\n|---|---|\n| Speed | high |\n| Setup | long |\n"
    two = "\n## Flink\n\n| Aspect | Rating |\n|---|---|\n| Speed | fair |\n| Setup | short |\n"
    assert not found("contradicting-rows", one + two)


def test_unanswered_questions(found):
    rule = "unanswered-question"
    assert found(rule, "# A\n\n## Is it fast?\n\n## Is it new?\n\nYes, very.\n") == [("a.md", 3)]
    assert found(rule, "# A\n\n**Is it fast?**\n\n**Is it new?**\n\nIt is from 2020.\n") == [
        ("a.md", 3)
    ]
    assert not found(rule, "# A\n\n## What is there?\n\n- Kafka\n- Flink\n")
    assert not found(rule, "# A\n\n## What is there?\n\n### Parts\n\n- Kafka\n")


def test_empty_sections(found):
    text = "# A\n\n## Parts\n\n## Tools\n\n- Kafka\n\n## Later\n\n<!-- not yet -->\n\n---\n"
    assert found("empty-section", text) == [("a.md", 3), ("a.md", 9)]


def test_sections_without_facts(found):
    text = "# A\n\n## Tools\n\n- Kafka\n\n## Talk\n\nWe went there, and back.\n"
    assert found("no-facts", text) == [("a.md", 7)]


def test_dead_links_and_anchors(found, tmp_path):
    (tmp_path / "picture.png").write_bytes(b"")
    (tmp_path / "part").mkdir()
    text = """# First Part

- [gone](gone.md) and [here](b.md)
- [no heading](#second-part), [heading](#first-part), [top](#top), [self](#)
- [there](b.md#named), [not there](b.md#nothing), [by id](b.md#by-id)
- ![picture](picture.png) ![no picture](missing.png)
- [web](https://example.org/x.md) [mail](mailto:a@b.c) [root](/x.md) [host](//x.org/a)
- [folder](part/) [no suffix](b) [escaped](%62.md) [query](b.md?raw=1) [template]({{ url }}/x.md)
- [by reference][one]

[one]: gone-too.md
"""
    other = '# Named!\n\n<a id="by-id"></a>\n\n- Kafka\n- Flink\n'
    assert found("dead-link", text, other) == [("a.md", 3), ("a.md", 6), ("a.md", 9)]
    assert found("dead-anchor", text, other) == [("a.md", 4), ("a.md", 5)]


@pytest.mark.parametrize("target", ["x" * 5000 + ".md", "a%00b.md"])
def test_a_link_that_no_file_can_have(found, target):
    assert found("dead-link", f"# A\n\n- [x]({target})\n- Kafka\n") == [("a.md", 3)]


@pytest.mark.parametrize("second", ["parts-1", "Parts-1", "parts-of-it"])
def test_repeated_and_punctuated_headings_have_anchors(found, second):
    parts = "## Parts\n\n- a\n\n## Parts\n\n- b\n\n## 🚀 Parts, of it\n\n- c\n"
    text = f"# A\n\n[x](#{second})\n\n{parts}"
    assert not found("dead-anchor", text)


def test_undefined_abbreviations(found):
    text = "# Parts\n\n- The QRS writes\n- Ask the QRS, or the TUVs\n"
    assert found("undefined-abbreviation", text) == [("a.md", 3), ("a.md", 4)]


@pytest.mark.parametrize(
    "explained",
    [
        "The quick reader service (QRS) reads.",
        "The QRS (a quick reader) reads.",
        "QRS: a reader",
        "**QRS** - a reader",
        "A QRS is a reader.",
        "QRS stands for something.",
        "The quick reader service reads.",
        "## QRS\n\nIt reads.",
        "| Term | Meaning |\n|---|---|\n| QRS | a reader |",
        "| Level | Owner | Means |\n|---|---|---|\n| QRS | Ann | all is lost, or late |",
    ],
)
def test_an_abbreviation_that_is_explained(found, explained):
    assert not found(
        "undefined-abbreviation", f"# Parts\n\n- Ask the QRS\n- Kafka\n\n{explained}\n"
    )


def test_an_entry_of_a_glossary_explains(found):
    text = (
        "# Parts\n\n- Ask the QRS\n\n## Glossary\n\n| Short | Note |\n|---|---|\n| QRS | reads |\n"
    )
    assert not found("undefined-abbreviation", text)


def test_code_emphasis_and_everyday_words_are_no_abbreviations(found):
    text = "# A\n\nUse `QRS`. DO NOT TOUCH. NOTE the API, the CPU, BERT, W&B and chapter XIV.\n"
    assert not found("undefined-abbreviation", text + "\n- Kafka\n- Flink\n")


def test_an_empty_cell_explains_nothing(found):
    table = "| Level | Owner | Means |\n|---|---|---|\n| QRS | Ann | |\n| Low | Ben | late |\n"
    text = f"# Parts\n\n{table}"
    assert found("undefined-abbreviation", text) == [("a.md", 5)]


def test_time_zones_and_units_are_no_abbreviations(found):
    text = "# Rota\n\n- Ann, 9:00 CET\n- Ben, 9:00 JST, by SMS\n- 3 PB at 2 GHZ\n"
    assert not found("undefined-abbreviation", text)


def test_currencies_and_numbered_parts_are_no_abbreviations(found):
    text = "# Costs\n\n- An A10G or RTX4090 costs 3 EUR, 4 CHF or 5 USD, by SHA256\n- Ask a K8S\n"
    assert found("undefined-abbreviation", text) == [("a.md", 4)]


USED = (
    "# A\n\n| Part | Needs |\n|---|---|\n| Writer | Grit |\n| Reader | Grit |\n| Cleaner | Grit |\n"
)


def test_a_term_that_the_glossary_lacks(found):
    glossary = "\n## Glossary\n\n- **Mesh**: a net\n"
    assert found("undefined-term", USED + glossary) == [("a.md", 5)]
    assert not found("undefined-term", USED + glossary + "- **Grit**: a will\n")
    assert not found("undefined-term", USED)
    twice = USED.replace("| Cleaner | Grit |\n", "")
    assert not found("undefined-term", twice + glossary)


def test_encoding_damage(found):
    text = "# A\n\n- fast â†’ slow\n- Kafka\n- lost \ufffd here\n"
    assert found("mended-text", text) == [("a.md", 3)]
    assert found("lost-text", text) == [("a.md", 5)]


def test_orphans_once_for_a_line(found):
    text = "# Parts\n\n- Kafka, Ceph\n- Flink\n\n## Use\n\nFlink is used for counting.\n"
    assert found("orphan", text) == [("a.md", 3)]


def test_a_long_list_of_orphans_is_shortened(tmp_path):
    words = "Aa Bb Cc Dd Ee Ff Gg Hh".replace(" ", ", ")
    (tmp_path / "a.md").write_text(f"# Parts\n\n- {words}\n")
    (orphan,) = [f for f in findings_of(tmp_path) if f.rule == "orphan"]
    assert "“Ff” and 2 more" in orphan.message


def test_a_handbook_without_facts_is_examined_too(found):
    text = "# A\n\nWe went there, and back. Look [here](gone.md).\n"
    assert found("dead-link", text) == [("a.md", 3)]
    assert not found("orphan", text)
    assert not found("undefined-term", text)


def test_findings_come_in_the_order_of_the_text(tmp_path):
    (tmp_path / "b.md").write_text(TABLE + "| Ceph |\n\n[x](gone.md)\n")
    (tmp_path / "a.md").write_text(TABLE + "| Ceph | |\n")
    found = findings_of(tmp_path)
    assert list(found) == sorted(found)
    assert found == findings_of(tmp_path / "b.md", tmp_path / "a.md")
