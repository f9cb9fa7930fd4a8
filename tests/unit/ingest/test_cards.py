"""Cards: properties of what a heading names, in lines, in tables and side by side."""

from __future__ import annotations

from ingest.document import Document
from ingest.facts import Said
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts


def told(text: str) -> set[tuple[str, str, str]]:
    facts = read_facts(Document("t.md", "T", parse(text, "t.md"), (), "")).facts
    return {(f.subject.text, f.relation, f.object.text) for f in facts}


def test_a_table_without_headers_says_what_its_section_is_like():
    found = told("## Oboe\n\n| | |\n|--|--|\n| Type | woodwind |\n| Good for | solos, tuning |\n")
    assert found == {
        ("Oboe", "Type", "woodwind"),
        ("Oboe", "Good for", "solos"),
        ("Oboe", "Good for", "tuning"),
    }


def test_key_and_value_head_a_card():
    found = told("## Oboe\n\n| Key | Value |\n|--|--|\n| Reed | double |\n| Range | B3 to A6 |\n")
    assert ("Oboe", "Reed", "double") in found
    assert ("Oboe", "Range", "B3 to A6") in found


def test_a_table_of_terms_without_headers_is_no_card():
    found = told("## Terms\n\n| | |\n|--|--|\n| Reed | a thin strip |\n| Bore | the inside |\n")
    assert ("Reed", Said.DEFINITION, "a thin strip") in found


def test_settings_with_their_values_are_no_card():
    found = told("## Tuner\n\n| Setting | Value |\n|--|--|\n| pitch | 440 Hz |\n")
    assert ("pitch", "Value", "440 Hz") in found


def test_a_line_among_properties_is_one_too():
    found = told(
        "## Oboe\nType: woodwind\nGood for: solos\nWatch your lips: they tire within the hour\n"
    )
    assert ("Oboe", "Watch your lips", "they tire within the hour") in found
    assert ("Oboe", "Type", "woodwind") in found


def test_keys_of_tables_and_of_lines_are_known_from_each_other():
    card = "| | |\n|--|--|\n| Type | reed |\n| Bore | conical |\n"
    found = told(f"# Winds\n\n## Oboe\n\n{card}\n## Flute\nType: edge\n\nBore: narrow\n")
    assert ("Oboe", "Bore", "conical") in found
    assert ("Flute", "Bore", "narrow") in found


def test_a_number_below_a_noun_is_named_with_it():
    found = told("## Reeds\n\n| Grade | Use |\n|--|--|\n| 2 | beginners |\n| 3.5 | solos |\n")
    assert ("Grade 2", "Used for", "beginners") in found
    assert ("Grade 3.5", "Used for", "solos") in found


def test_years_plain_counts_and_things_keep_their_numbers():
    found = told("## Reeds\n\n| Year | Use |\n|--|--|\n| 2020 | solos |\n")
    assert ("2020", "Used for", "solos") in found
    boxes = told("## Reeds\n\n| Boxes | Use |\n|--|--|\n| 12 | solos |\n")
    assert ("12", "Used for", "solos") in boxes


def test_a_code_in_front_of_a_title_is_another_name_of_it():
    found = told("## R7 – Cracked reed\n\nSeverity: high\n")
    assert ("R7 – Cracked reed", Said.ALIAS, "R7") in found
