"""Lines that hold more than one statement: opposed labels, rules, flows with a case."""

from pathlib import Path

import pytest

from ingest.facts import Fact, Said
from ingest.reader import read


@pytest.mark.parametrize(
    "line",
    [
        "Yes: leaves, straw **No**: bones",
        "**Yes:** leaves, straw. **No:** bones",
        "Yes: leaves, straw No: bones",
        "- Yes: leaves, straw **No:** bones",
        "- **Yes**: leaves, straw; **No**: bones\n- Yes: leaves",
    ],
)
def test_opposed_labels_on_one_line_are_two_statements(told, line):
    found = told(f"# Heap\n{line}\n")
    assert found == {("Heap", "Yes", "leaves"), ("Heap", "Yes", "straw"), ("Heap", "No", "bones")}


def test_each_part_of_a_wrapped_line_has_its_own_line(tmp_path: Path):
    path = tmp_path / "heap.md"
    path.write_text("# Heap\n- Pros: cheap, warm\n  and **Cons**: wet\n", encoding="utf-8")
    lines = {f.object.text: f.span.line_start for f in read([path]).facts}
    assert (lines["cheap"], lines["wet"]) == (2, 3)


def test_a_word_before_a_colon_is_no_label_of_its_own(told):
    found = told("# Heap\n**Bin**: a box with a lid. Note: keep it **dry**: mould grows fast.\n")
    assert {subject for subject, _, _ in found} == {"Heap", "Bin"}


def test_a_list_of_rules_has_one_item_for_each(told):
    found = told(
        "# Listing\nHard rules, no scores:\n\n1. Sold or hidden → out.\n"
        "2. Blocked → out.\n3. Doesn't ship here → out, save gifts.\n"
    )
    cases = {"Sold or hidden", "Blocked", "Doesn't ship here"}
    assert {subject for subject, relation, _ in found if relation == "calls for"} == cases
    assert {obj for _, relation, obj in found if relation == Said.INCLUDES} >= cases
    assert not {triple for triple in found if triple[1] == Said.FEEDS}
    assert not {triple for triple in found if triple[1:] == (Said.INCLUDES, "out")}


def test_a_list_of_names_with_arrows_is_a_flow(told):
    found = told("# Path\n- Shop → Kafka\n- Kafka → Spark\n")
    assert ("Shop", Said.FEEDS, "Kafka") in found
    ruled = told("# Hard rules\n- Shop closed → no offers\n- Late → Ida\n")
    assert ("Late", "calls for", "Ida") in ruled


def test_a_case_opens_a_flow_and_a_time_belongs_to_its_arrow(tmp_path: Path):
    path = tmp_path / "beds.md"
    path.write_text(
        "# Beds\nIf a bed is left alone: kind letter -> 3 weeks -> second letter -> 30 more days"
        " -> the bed goes to whoever waits longest.\n",
        encoding="utf-8",
    )
    facts: tuple[Fact, ...] = read([path]).facts
    case = "If a bed is left alone"
    last = "the bed goes to whoever waits longest"
    steps = [f.object.text for f in facts if f.subject.text == case]
    assert steps == ["kind letter", "second letter", last]
    fed = [(f.subject.text, f.object.text, f.qualifiers) for f in facts if f.relation == Said.FEEDS]
    assert fed == [
        ("kind letter", "second letter", ("3 weeks",)),
        ("second letter", last, ("30 more days",)),
    ]


def test_an_item_may_be_a_flow_with_a_case(told):
    found = told("# Beds\n- When it freezes: drain the pipe → open the tap → tell Ida\n")
    assert ("Beds", Said.INCLUDES, "When it freezes") in found
    assert ("drain the pipe", Said.FEEDS, "open the tap") in found


def test_a_heading_draws_a_flow(told):
    found = told(
        "# Feed\n## Serving: visit → candidates (3 sources) → ranker → page (draw it!)\nx\n"
    )
    title = "Serving: visit → candidates (3 sources) → ranker → page (draw it!)"
    fed = {(subject, obj) for subject, relation, obj in found if relation == Said.FEEDS}
    assert fed == {("visit", "candidates"), ("candidates", "ranker"), ("ranker", "page")}
    assert (title, Said.INCLUDES, "ranker") in found
