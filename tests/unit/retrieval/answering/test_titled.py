"""What stands under a title is told where a list is wanted that is called as the title is."""

import pytest

TEXT = """# Ferry school

## The boats

| Name | Length | Crew |
|------|--------|------|
| Tern | 12 m | 3 |
| Gull | 18 m | 4 |
| Auk | 9 m | 2 |

Loose boats are towed in by whoever sees them.

## Ranks

| Rank | You may | Fee |
|------|---------|-----|
| Mate | school a boat hand | 5 € |
| Master | sail the Gull alone | 20 € |

## Frame of a lesson

1. Read the weather aloud.
2. Check the ropes with a partner.
3. Row to the buoy and back.
4. Write three lines in the log.

## Knots and the rope locker

| Knot | Example |
|------|---------|
| Fixed | bowline, clove hitch |
| Real-time knots | slip knot, quick release |

## Harbour rules for guests

- Shoes off on deck
- No open fire
"""


@pytest.fixture(scope="module")
def ferry(ask_about, tmp_path_factory):
    path = tmp_path_factory.mktemp("titled") / "ferry.md"
    path.write_text(TEXT, encoding="utf-8")
    return ask_about(path)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many boats does the school have?", "three items: Tern, Gull and Auk"),
        ("how many boats does the company have?", "three items: Tern, Gull and Auk"),
        ("which boats do we have", "Tern, Gull and Auk"),
        ("how many steps does the frame of a lesson have?", "four"),
        ("what rules are there for guests in the harbour?", "Shoes off on deck"),
    ],
)
def test_the_list_under_the_title_is_told(ferry, question, told):
    said = ferry.answer(question).answer
    assert told.lower() in said.split(" Related: ")[0].lower()
    assert "the length is" not in said.split(" Related: ")[0]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which boats are longer than 10 m?", "12 m"),
        ("which boat has a crew of 2?", "Auk"),
        ("how many metres is the Gull long?", "18 m"),
    ],
)
def test_something_of_the_members_is_no_list_of_them(ferry, question, told):
    said = ferry.answer(question).answer
    assert told in said
    assert "Tern, Gull and Auk" not in said.split(" Related: ")[0]


def test_a_general_word_narrows_what_is_listed(ferry):
    said = ferry.answer("Which knots are real-time?").answer.split(" Related: ")[0]
    assert "slip knot" in said
    assert "bowline" not in said
