from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answer import Status
from retrieval.answerer import Answerer

NOTES = """\
# Pump Notes

## Machines

| Machine | Noise | Memory per 1M parts | Build time |
|---------|-------|---------------------|------------|
| Lathe | loud | 3.6 GB | 3 h |
| Press | quiet | 0.1 GB | 40 min |

We chose the Lathe over the Press for the shop because speed matters more than memory there. The
yard uses a saw, since a Lathe for it would need about 500 GB of memory.

Smith Tools: Borax, Tongs, Bellows

A burr is a rough edge that a cutter leaves. Wet sand is heavy, but cheap.

## Alarm: PumpTooHot

Severity: SEV2

### Likely causes

- The filter is clogged

### What to do

1. Open the valve.
2. Call the smith.

## Alarm: PumpTooSlow

Severity: SEV1

### What to do

1. Oil the axle.
2. Tighten the belt.
"""


@pytest.fixture(scope="module")
def pump(ask_about: Callable[[Path], Answerer], tmp_path_factory: pytest.TempPathFactory):
    file = tmp_path_factory.mktemp("pump") / "pump.md"
    file.write_text(NOTES, encoding="utf-8")
    return ask_about(file)


@pytest.mark.parametrize(
    ("question", "unsaid"),
    [
        ("What causes a burr?", "what causes a burr"),
        ("How do I prevent a burr?", "how to prevent a burr"),
        ("What is the valve of PumpTooSlow?", "what the valve of PumpTooSlow is"),
    ],
)
def test_what_is_missing_is_said_before_the_definition(pump: Answerer, question: str, unsaid: str):
    answer = pump.answer(question)
    assert answer.status is Status.NOT_COVERED
    assert answer.answer.startswith(f"The handbook does not say {unsaid}. What comes nearest: ")
    assert "rough edge" in answer.answer or "PumpTooSlow, the severity" in answer.answer


def test_a_sentence_that_says_what_is_asked_answers_it(pump: Answerer):
    answer = pump.answer("What is the drawback of wet sand?")
    assert answer.answer.startswith("Wet sand is heavy, but cheap [1]")


@pytest.mark.parametrize(
    "question",
    [
        "Which machines are rusty?",
        "Which tool is used with Borax?",
        "Who wrote this handbook?",
    ],
)
def test_a_list_is_no_answer_to_what_it_does_not_say(pump: Answerer, question: str):
    assert pump.answer(question).status is Status.NOT_COVERED


def test_the_amount_of_what_is_named_comes_before_prose(pump: Answerer):
    for question in (
        "How much memory does the Lathe need?",
        "How long does a Lathe take to build?",
    ):
        first = pump.answer(question).answer.partition(" [")[0]
        assert "3.6 GB" in first or "3 h" in first, first


@pytest.mark.parametrize(
    ("question", "told", "left"),
    [
        ("What should I do when PumpTooHot rings?", ["open the valve", "smith"], "axle"),
        ("What should I do when PumpTooSlow rings?", ["oil the axle", "belt"], "smith"),
        ("Is PumpTooHot a SEV1?", ["SEV2"], "SEV1"),
    ],
)
def test_what_is_named_is_told_before_its_like(
    pump: Answerer, question: str, told: list[str], left: str
):
    answer = pump.answer(question)
    assert answer.status is Status.ANSWERED
    first = answer.answer.partition(" [")[0].lower()
    assert all(word.lower() in first for word in told), answer.answer
    assert left.lower() not in first


def test_the_members_of_a_list_are_no_rivals_of_it(
    ask_about: Callable[[Path], Answerer], tmp_path: Path
):
    file = tmp_path / "shop.md"
    file.write_text(
        "# Shop\n\n## Machines\n\n| Machine | Offline | Noise |\n|---|---|---|\n"
        "| Lathe | yes | loud |\n| Press | no | quiet |\n| Kiln | yes | quiet |\n\n"
        "## Lathe\n\nA lathe turns wood.\n\n## Press\n\nA press bends sheets.\n"
    )
    answer = ask_about(file).answer("Which machines do not run offline?").answer
    assert answer.startswith("Press has no offline [1].")


def test_what_a_named_thing_is_an_example_of_is_told_of_it(bundled: Answerer):
    answer = bundled.answer("Is Kafka a batch source?").answer
    assert answer.startswith("Kafka is an example of the Stream data source [1].")


def test_what_is_said_of_its_rival_is_not_said_of_a_thing(
    ask_about: Callable[[Path], Answerer], tmp_path: Path
):
    file = tmp_path / "tools.md"
    file.write_text(
        "# Tools\n\n| Tool | Owner | Licence | Alternatives |\n|---|---|---|---|\n"
        "| Planer | Ida | MIT | Scrubjack |\n| Rasper | Olaf | BSD | Filemaster |\n"
    )
    tools = ask_about(file)
    answer = tools.answer("What licence is Scrubjack under?")
    assert answer.status is Status.NOT_COVERED
    assert "licence is Scrubjack under" in answer.answer.split(".")[0]
    assert tools.answer("What licence is Planer under?").status is Status.ANSWERED
    owner = tools.answer("Who owns the tool that Filemaster is an alternative to?")
    assert owner.status is Status.ANSWERED
    assert "Olaf" in owner.answer
