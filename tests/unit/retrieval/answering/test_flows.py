from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answer import Status
from retrieval.answerer import Answerer


@pytest.mark.parametrize(
    "question",
    [
        "What lies between Throwing and Drying?",
        "whats sitting between Drying and Throwing",
        "How does clay get from Throwing to Drying?",
    ],
)
def test_what_lies_between_is_told_with_both_steps(studio: Answerer, question):
    answer = studio.answer(question).answer
    assert answer.startswith("Throwing feeds into Trimming [1]. Trimming feeds into Drying")


def test_between_does_not_ask_what_lies_there_where_things_are_compared(studio: Answerer):
    answer = studio.answer("What is the difference between Loading and Soaking?").answer
    assert "Loading" in answer
    assert ", while the Soaking step" in answer


def test_rows_lie_between_each_other_too(studio: Answerer):
    assert "Ramping" in studio.answer("Which step is between Loading and Soaking?").answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is the last step of the firing plan?", "The last step is: Cooling"),
        ("What is step 2 of the firing plan?", "The second step under “Firing Plan” is Ramping"),
        ("Which step is second in the firing plan?", "Ramping"),
        (
            "What is the last box of the mind map?",
            "The last item under “Mind Map” is Feedback Loop & Retraining",
        ),
        ("What is the first box of the mind map?", "The first item under “Mind Map” is Business"),
        ("With what does the mind map begin?", "The first item under “Mind Map” is Business"),
        ("What does the firing plan end with?", "Cooling"),
    ],
)
def test_a_place_under_a_title(studio: Answerer, bundled: Answerer, question, answer):
    handbook = bundled if "mind map" in question else studio
    assert answer in handbook.answer(question).answer


def test_that_type_is_what_the_answer_calls_the_thing(studio: Answerer):
    asked = "Porcelain: what kind of thing is it, and which patterns suit that kind?"
    assert "Mugs" in studio.answer(asked).answer


def test_another_flow_is_no_answer_to_what_comes_after_a_thing(studio: Answerer):
    answer = studio.answer("What does the pyrometer feed into?").answer
    assert not answer.startswith("Wedging feeds into")


def test_of_two_that_are_weighed_only_the_one_that_is_named_is_told(bundled: Answerer):
    assert "BigQuery" not in bundled.answer("Which tools are used for streaming?").answer


DRAWINGS = """\
# Mill

The morning line turns grain into flour:

```
Silo → Sieve → Store
                 ↓
               Oven
```

The evening line fills sacks. What is left goes back:

```
Silo → Scale → Store
```
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What comes after the Silo in the evening line?", "Silo feeds into Scale [1]."),
        ("What comes after the Silo in the morning line?", "Silo feeds into Sieve [1]."),
        ("What comes after the Store in the morning line?", "Store feeds into Oven [1]."),
    ],
)
def test_the_words_above_a_drawing_choose_it(
    ask_about: Callable[[Path], Answerer],
    tmp_path_factory: pytest.TempPathFactory,
    question: str,
    told: str,
):
    file = tmp_path_factory.getbasetemp() / "mill.md"
    file.write_text(DRAWINGS, encoding="utf-8")
    assert ask_about(file).answer(question).answer.startswith(told)


def test_what_a_drawing_does_not_show_is_not_told_from_another(
    ask_about: Callable[[Path], Answerer], tmp_path_factory: pytest.TempPathFactory
):
    file = tmp_path_factory.getbasetemp() / "mill.md"
    file.write_text(DRAWINGS, encoding="utf-8")
    answer = ask_about(file).answer("What comes after the Store in the evening line?")
    assert answer.status is Status.NOT_COVERED
    assert answer.answer.startswith(
        "The handbook does not say what comes after the Store in the evening line. "
        "What comes nearest: Scale feeds into Store [1]."
    )


def test_a_line_of_arrows_is_cited_with_the_lines_around_it(
    ask_about: Callable[[Path], Answerer], tmp_path_factory: pytest.TempPathFactory
):
    file = tmp_path_factory.getbasetemp() / "mill.md"
    file.write_text(DRAWINGS, encoding="utf-8")
    answer = ask_about(file).answer("What comes after the Store in the morning line?")
    first = answer.citations[0]
    assert (first.source.line_start, first.source.line_end) == (6, 8)
    assert "Store" in first.cited_text
    assert "Oven" in first.cited_text
