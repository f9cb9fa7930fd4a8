from pathlib import Path

import pytest

from graph.build import build_graph
from graph.snapshot import Snapshot
from ingest.reader import read
from retrieval.text.sentences import bare, is_chain, leans, sentences

TEXT = """\
# Bakery

The oven warms for an hour. It then holds its heat, which
saves *gas*. Is it dear? See [the bill](https://example.org/bill "b").

- **Proofing** - letting the dough rise before it is baked
- flour, water, salt
- [x] The shop was swept at noon

| Bread | Time |
|-------|------|
| Rye | it takes 50 minutes |

Baking runs in this order:

Crumb
: the inside of a loaf of bread
"""


@pytest.fixture
def found(tmp_path: Path):
    (tmp_path / "bakery.md").write_text(TEXT, "utf-8")
    snapshot = Snapshot(build_graph(read([tmp_path])).graph)
    return sorted(sentences(snapshot), key=lambda s: (s.source.line_start, s.source.line_end))


def test_prose_is_cut_into_sentences_with_their_own_lines(found):
    told = [(s.text, s.source.line_start, s.source.line_end) for s in found]
    assert told[:3] == [
        ("The oven warms for an hour.", 3, 3),
        ("It then holds its heat, which saves gas.", 3, 4),
        ("See the bill.", 4, 4),
    ] or told[:2] == [
        ("The oven warms for an hour.", 3, 3),
        ("It then holds its heat, which saves gas.", 3, 4),
    ]
    assert found[1].source.text.count("\n") == 1


def test_items_are_sentences_where_they_state_something(found):
    texts = [s.text for s in found]
    assert "Proofing: letting the dough rise before it is baked" in texts
    assert "The shop was swept at noon" in texts
    assert not any("flour" in text for text in texts)


def test_tables_questions_and_lead_ins_are_left_out(found):
    texts = " ".join(s.text for s in found)
    assert "50 minutes" not in texts
    assert "Is it dear" not in texts
    assert "in this order" not in texts


def test_a_definition_keeps_its_term(found):
    assert any(s.text == "Crumb: the inside of a loaf of bread" for s in found)


def test_what_leans_on_the_sentence_before_says_so(found):
    by_text = {s.text: s.leans for s in found}
    assert by_text["It then holds its heat, which saves gas."]
    assert not by_text["The oven warms for an hour."]
    assert leans("Both need salt.")


def test_refs_are_distinct(found):
    assert len({s.ref for s in found}) == len(found)


def test_markdown_is_dropped():
    assert bare("a **bold** `word` and [link](x)") == "a bold word and link"
    assert bare("snake_case stays") == "snake_case stays"


CARD = """\
# Ovens

## Stone oven

Fuel: beech wood of the region
Cleaned: by the youngest in the house

- Crust too pale → leave it in for another five minutes
- dough → loaf → shop

**Who may fire it?**
The master and the mate. Nobody else does.
"""


@pytest.fixture
def card(tmp_path: Path):
    (tmp_path / "ovens.md").write_text(CARD, "utf-8")
    return {s.text: s for s in sentences(Snapshot(build_graph(read([tmp_path])).graph))}


def test_each_line_of_a_card_is_a_sentence(card):
    assert "Fuel: beech wood of the region" in card
    assert "Cleaned: by the youngest in the house" in card


def test_one_arrow_says_something_and_several_draw(card):
    assert "Crust too pale → leave it in for another five minutes" in card
    assert not any("shop" in text for text in card)


def test_an_answer_knows_the_question_before_it(card):
    assert card["Nobody else does."].asked == "Who may fire it?"
    assert card["Fuel: beech wood of the region"].asked == ""


def test_a_question_belongs_to_the_item_that_it_stands_in(tmp_path: Path):
    (tmp_path / "fees.md").write_text(
        "# Fees\n\n- Missed a day? It costs 12 coins.\n- The key costs 20 coins.\n", "utf-8"
    )
    snapshot = Snapshot(build_graph(read([tmp_path])).graph)
    told = {s.text: (s.asked, s.block) for s in sentences(snapshot)}
    assert told["It costs 12 coins."] == ("Missed a day?", 0)
    assert told["The key costs 20 coins."] == ("", 1)


def test_two_arrows_make_a_chain():
    assert is_chain("note -> warning -> end")
    assert not is_chain("note → warning")


def test_a_verb_that_stands_for_another_leans_on_it():
    assert leans("Ordinary tools such as sieves do that.")
    assert not leans("Ordinary tools sieve the flour.")


def test_an_abbreviation_ends_no_sentence(tmp_path: Path):
    text = "# Loaves\n\nRing Dr. Crumb, who keeps e.g. Rye warm. No. The oven is never wiped wet.\n"
    (tmp_path / "loaves.md").write_text(text, "utf-8")
    found = sentences(Snapshot(build_graph(read([tmp_path])).graph))
    assert [s.text for s in found] == [
        "Ring Dr. Crumb, who keeps e.g. Rye warm.",
        "The oven is never wiped wet.",
    ]
