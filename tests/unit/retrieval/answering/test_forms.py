"""A sentence that says what is asked comes before one that only has its words."""

import pytest

TEXT = """# Pottery

## Firing

Firings are allowed from Monday to Thursday. A firing of the long kiln needs two people.

1. Load the shelves.
2. Close the door of the kiln.

## Being quick

If an answer to a potter went back and forth three times, stop writing and talk. Each answer to
a potter is due within four working hours. It need not be long.

## The damp shelf

The damp shelf is for cups that want a handle. Pots on the damp shelf are wrapped in foil. What is
on the damp shelf may stay for nine days.

## Questions of the members

| Question | Core Idea |
| --- | --- |
| Getting crazing under control | Slower cooling, less feldspar |
| Storing glazes | Daily stirring, closed buckets |

## The scale

- Cone: what bends when the heat is right
- Number: what a kiln is called by

Before the slip is poured, the old scanner finds lumps and hairs that survived the mixing, and
describes each by 40 numbers.

## Classes of glaze

| Glaze | Class |
| --- | --- |
| Moss | A |
| Oxblood | B |
| Rust | A |

## Kit

| Thing | Who checks |
| --- | --- |
| Sieve (4 of them) | Ida |
| Banding wheel | Joris |

## What we watch

| Defect | What to Monitor |
| --- | --- |
| Crazing | Fine lines in the glaze |
| Pinholes | Small holes |

## What a test tile is for

Every glaze needs a test tile before it meets a pot. A test tile has one purpose: the potter sees
the glaze run before the pot does. A test tile without a number is lost.
"""


@pytest.fixture(scope="module")
def pottery(ask_about, tmp_path_factory):
    path = tmp_path_factory.mktemp("forms") / "pottery.md"
    path.write_text(TEXT, encoding="utf-8")
    return ask_about(path)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("can I do a firing on a friday?", "Firings are allowed from Monday to Thursday"),
        ("how fast do I have to answer a potter?", "within four working hours"),
        ("how many days may it be on the damp shelf?", "may stay for nine days"),
        ("how many sieves do we have?", "Sieve (4 of them) is listed under “Kit”"),
        ("which glazes are class A?", "Moss and of Rust"),
        ("by how many numbers does the scanner describe a lump or hair", "by 40 numbers"),
        ("how do I deal with crazing?", "slower cooling and less feldspar"),
        ("what is the purpose of a test tile?", "A test tile has one purpose"),
    ],
)
def test_the_sentence_that_says_it_comes_first(pottery, question, said):
    answer = pottery.answer(question)
    assert answer.status == "answered"
    assert said in answer.answer.split(" [1]")[0]
