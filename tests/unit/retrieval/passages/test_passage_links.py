"""Names, spans and links of passages."""

import numpy as np
import pytest

from retrieval.passages.links import COMMONEST, link
from retrieval.passages.names import NameBook, names_of
from retrieval.passages.pagerank import PageRank
from retrieval.passages.spans import capital_spans, tokens


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Mistral (wind)", "It blows.", ["mistral wind", "mistral"]),
        ("Orrin, Duke of Vale", "He ruled.", ["orrin duke of vale", "orrin"]),
        ("", "Orrin of Vale (1201) ruled.", ["orrin of vale"]),
        ("", "The Pale Gate is a door.", ["pale gate"]),
        ("", "The city is old.", []),
        ("", "It was closed.", []),
        ("42", "", []),
        ("Écluse", "", ["ecluse"]),
    ],
)
def test_names_of_a_passage(title, text, expected):
    assert names_of(title, text) == expected


def test_longest_name_is_the_one_mentioned():
    book = NameBook([["feature store"], ["feature"], ["store"]])
    found = list(
        book.mentions(tokens("A Feature Store holds more than one Feature."), capitals=True)
    )
    assert [book.names[number] for number in found] == ["feature store", "feature"]


def test_one_small_word_is_a_name_in_a_question_only():
    book = NameBook([["monitoring"], ["feature store"]])
    text = tokens("monitoring of the feature store")
    assert [book.names[n] for n in book.mentions(text, capitals=True)] == ["feature store"]
    assert len(list(book.mentions(text, capitals=False))) == 2


def test_spans_end_at_punctuation_and_hold_their_parts():
    spans = capital_spans("In Port Hale, Ada von Lund met Bo.")
    assert "port hale" in spans
    assert "ada von lund" in spans
    assert "lund" in spans
    assert "hale ada" not in spans
    assert "lund met bo" not in spans


def test_span_goes_on_after_an_initial_and_ends_with_a_sentence():
    assert "j r harrow" in capital_spans("J. R. Harrow sang.")
    assert "mill harrow" not in capital_spans("She left the Mill. Harrow stayed.")


def test_mention_links_forward_and_a_name_known_everywhere_links_less():
    passages = [("Rare", "Nothing."), ("Common", "Nothing."), ("", "See Rare and Common.")]
    passages += [("", f"See Common {number}.") for number in range(5)]
    links = link(passages)
    _, to, weight = links.forward.gather(np.asarray([2]))
    assert to.tolist() == [0, 1]
    assert weight[0] > weight[1]


def test_passage_does_not_link_to_itself():
    assert not len(link([("Rare", "Rare is Rare.")]).forward.columns)


def entities_of(texts: list[str]) -> int:
    return len(link([("", text) for text in texts]).frequency)


def test_shared_span_joins_unless_it_is_common_or_a_date():
    assert entities_of(["We saw Ada Lund.", "They saw Ada Lund."]) == 1
    assert entities_of(["We left on 3 March 1900.", "They left on 3 March 1900."]) == 0
    many = [f"We saw Ada Lund {'again ' * number}." for number in range(COMMONEST + 1)]
    assert entities_of(many) == 0


def test_pagerank_reaches_what_shares_a_name_with_the_seed():
    links = link([("", "We saw Ada Lund."), ("", "They saw Ada Lund."), ("", "Nobody came.")])
    seeds = np.asarray([0], dtype=np.int64)
    scores = PageRank(links).scores(seeds, np.ones(1, dtype=np.float32))
    assert scores[0] > scores[1] > scores[2] == 0.0
    assert scores.sum() == pytest.approx(1.0, abs=0.01)
