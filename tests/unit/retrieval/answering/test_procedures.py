"""What is to be done is told whole, from the section whose title says it."""

import pytest

TEXT = """# Pottery

## Firing

1. Load the shelves and close the door.
2. Run the kiln at 600 degrees for an hour.
3. Wait until the cone bends.
4. Write the result in the log.

### Cooling down

1. Open the damper by a hand's width.
2. Call the owner of the pots.

A firing takes nine hours.

## Runbook: cracked shelf

Symptoms: `shelf-crack` fires, pots lean.

1. Turn the burner off.
2. Move the pots to the spare kiln.

## Opening Checklist

- [ ] The floor was swept
- [ ] The buckets of slip were covered

## B. Glaze a bowl

1. Stir the bucket for a minute.
2. Dip the bowl and count to three.
3. Wipe the foot with a sponge.

## Clays

- Stoneware
- Porcelain

## Questions

**Q: How do I get a key to the kiln room?**
A: Ask Wilma Brandt. You need the safety course.

**Q: Why do we not glaze on Mondays?**
A: The sieves are away. We throw bowls.
"""


@pytest.fixture(scope="module")
def pottery(ask_about, tmp_path_factory):
    path = tmp_path_factory.mktemp("procedures") / "pottery.md"
    path.write_text(TEXT, encoding="utf-8")
    return ask_about(path)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("steps to fire the kiln", "four steps: (1) Load the shelves and close the door; (2)"),
        ("How do I fire?", "(4) Write the result in the log"),
        ("how do I cool down after a firing?", "two steps: (1) Open the damper"),
        ("the cracked shelf alert is firing, what do I do", "(1) Turn the burner off; (2) Move"),
        ("give me all steps to glaze a bowl", "three steps: (1) Stir the bucket"),
        ("I want to glaze a bowl. Tell me every step please.", "(3) Wipe the foot"),
        ("what are the steps of a glazing?", "(2) Dip the bowl and count to three"),
        ("what should I check before opening?", "two points: The floor was swept; The buckets"),
    ],
)
def test_the_list_under_the_title_comes_first_and_whole(pottery, question, said):
    assert said in pottery.answer(question).answer.split(" Related: ")[0]


@pytest.mark.parametrize(
    "question", ["How long does a firing take?", "which clays are there?", "who owns the firing?"]
)
def test_one_thing_about_the_doing_is_no_procedure(pottery, question):
    assert "the handbook gives" not in pottery.answer(question).answer


@pytest.mark.parametrize(
    "question",
    [
        "How do I get a key to the kiln room?",
        "how do i get key to kiln room",
        "Q: Why do we not glaze on Mondays?",
    ],
)
def test_a_question_of_the_text_itself_is_covered(pottery, question):
    assert pottery.answer(question).status == "answered"


def test_the_answer_to_it_is_told_from_its_start(pottery):
    said = pottery.answer("Why do we not glaze on Mondays?").answer
    assert said.index("sieves are away") < said.index("throw bowls")
    assert "Q:" not in said
