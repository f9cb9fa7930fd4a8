"""Plain English, by rules that hold for every handbook: each answer is one whole text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answerer import Answerer

ORCHARD = """\
# Orchard

## How to Plant

1. Dig a hole that is twice as wide as the roots.
2. Soak the roots for an hour.
3. Tread the soil down around the stem.

## Terms

- **Sucker** - a shoot that grows from the rootstock
- **Row split** - the crew works along the rows
- **Bark ring** - two cuts around the stem

A sucker takes strength from the tree. A windbreak is a hedge that slows the wind.
"""


@pytest.fixture(scope="module")
def orchard(
    ask_about: Callable[[Path], Answerer], tmp_path_factory: pytest.TempPathFactory
) -> Answerer:
    file = tmp_path_factory.mktemp("orchard") / "orchard.md"
    file.write_text(ORCHARD, encoding="utf-8")
    return ask_about(file)


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("What is a sucker?", "A sucker is a shoot that grows from the rootstock [1]."),
        ("What is a row split?", "Row split: the crew works along the rows [1]."),
        ("What is a windbreak?", "A windbreak is a hedge that slows the wind [1]."),
    ],
)
def test_definitions_and_lists_read_as_english(orchard: Answerer, question: str, beginning: str):
    assert orchard.answer(question).answer.startswith(beginning)


def test_steps_that_are_sentences_are_told_in_their_order(orchard: Answerer):
    answer = orchard.answer("What comes after soaking the roots for an hour?").answer
    assert "comes “tread the soil down around the stem" in answer.lower()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Compare Triton and TorchServe", "Both Triton and TorchServe are listed under"),
        (
            "Which pattern fits personalization?",
            "The Hybrid (Feature Precompute + Realtime) pattern",
        ),
        ("What does canary mean?", "A canary is a release that takes a small share"),
        ("What is Prometheus?", "Prometheus is one of the monitoring tools [1]."),
        ("What closes a design?", "The last step is: close with monitoring"),
        ("Which serving frameworks are named?", "Under “Serving Infra” the handbook lists six"),
    ],
)
def test_the_bundled_handbook_is_answered_in_plain_words(
    bundled: Answerer, question: str, answer: str
):
    assert bundled.answer(question).answer.startswith(answer)


def test_a_pronoun_stands_only_for_what_the_sentence_before_began_with(bundled: Answerer):
    told = bundled.answer("What is a feature store?").answer
    assert "[1]. It also supports" in told
    compared = bundled.answer("Compare data drift, concept drift and decay").answer
    assert "]. It " not in compared


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("Does edge inference suit drones?", True),
        ("Does a feature store support versioning?", True),
        ("Does edge inference suit churn?", False),
        ("Is BERT better than XGBoost?", False),
        ("Does edge inference not suit drones?", False),
    ],
)
def test_a_yes_is_said_only_where_one_fact_has_both_things_and_the_verb(
    bundled: Answerer, question: str, yes: object
):
    assert bundled.answer(question).answer.startswith("Yes, ") is yes
