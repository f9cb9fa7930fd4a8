"""Lead-in lines, taken apart."""

import pytest

from ingest.grammar.lead_ins import LeadIn, LeadInKind, read_lead_in, says_sequence
from ingest.grammar.nouns import is_plural, without_article
from ingest.grammar.openings import is_admonition


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("📌 Retraining Triggers:", LeadIn(LeadInKind.GROUP, "Retraining Triggers")),
        ("**Paradigms**".strip("*"), LeadIn(LeadInKind.GROUP, "Paradigms")),
        ("🛠 Tools:", LeadIn(LeadInKind.RELATION, "Tools")),
        ("Common tools:", LeadIn(LeadInKind.RELATION, "Common tools")),
        ("Why it helps:", LeadIn(LeadInKind.RELATION, "Why it helps")),
        ("Pros of Kafka:", LeadIn(LeadInKind.RELATION, "Pros", "Kafka")),
        ("🔹 Feature Store supports:", LeadIn(LeadInKind.STATEMENT, "supports", "Feature Store")),
        (
            "The gateway supports the following:",
            LeadIn(LeadInKind.STATEMENT, "supports", "gateway"),
        ),
        ("It uses:", LeadIn(LeadInKind.STATEMENT, "uses")),
        ("The following tools are used:", LeadIn(LeadInKind.RELATION, "tools")),
        ("Pick one of the following serving modes:", LeadIn(LeadInKind.PLAIN, "serving modes")),
        ("There are two ways to do it:", LeadIn(LeadInKind.PLAIN, "")),
    ],
)
def test_lead_ins(line, expected):
    assert read_lead_in(line) == expected


def test_small_classes():
    assert is_admonition("Note")
    assert not is_admonition("Latency")
    assert is_plural("Optimization Tools")
    assert not is_plural("Analysis")
    assert not is_plural("Bus")
    assert says_sequence("Steps to recover")
    assert says_sequence("How to recover")
    assert not says_sequence("Options")
    assert without_article("the store") == "store"
    assert without_article("The") == "The"


def test_a_compound_noun_is_no_statement():
    assert read_lead_in("Feature store").kind is LeadInKind.GROUP
    assert read_lead_in("Queues store").kind is LeadInKind.STATEMENT


def test_a_counted_plural_only_announces():
    lead_in = read_lead_in("The three pillars:")
    assert (lead_in.kind, lead_in.words) == (LeadInKind.PLAIN, "pillars")


@pytest.mark.parametrize("word", ["when", "if", "unless", "because", "after", "before"])
def test_what_ends_in_a_conjunction_lists_conditions_and_no_things(word):
    lead_in = read_lead_in(f"The model is retrained {word}:")
    assert (lead_in.kind, lead_in.subject) == (LeadInKind.STATEMENT, "")
    assert lead_in.words == f"is retrained {word}"
