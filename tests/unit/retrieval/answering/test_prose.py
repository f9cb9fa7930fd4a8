from pathlib import Path

import pytest

from graph.build import build_graph
from graph.snapshot import Snapshot
from ingest.reader import read
from retrieval.ranking.prose import LEAST_SIDE, MOST_QUOTED, Prose
from retrieval.ranking.search import Found, PassageHit, SentenceHit
from retrieval.text.sentences import sentences
from retrieval.text.words import Vocabulary, content_stems

TEXT = """\
# Tools

## Wheels and slabs

Wheels suit round pots of clay. Slabs suit square boxes well. They need a
rolling pin, which costs little.

## When is a wheel worth it?

It pays from ten pots a week. Fewer pots are built by hand.
"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    path: Path = tmp_path_factory.mktemp("prose") / "tools.md"
    path.write_text(TEXT, "utf-8")
    return Snapshot(build_graph(read([path])).graph)


@pytest.fixture(scope="module")
def prose(snapshot: Snapshot) -> Prose:
    return Prose(snapshot, Vocabulary(s.text for s in sentences(snapshot)))


def ref(snapshot: Snapshot, words: str) -> str:
    return next(s.ref for s in sentences(snapshot) if words in s.text)


def texts(prose, snapshot, question, words, **more):
    quote = prose.quote(content_stems(question), ref(snapshot, words), **more)
    return [s.text for s in quote.sentences]


def test_the_best_sentence_is_quoted_alone_where_it_covers_the_question(prose, snapshot):
    assert texts(prose, snapshot, "clay", "round pots") == ["Wheels suit round pots of clay."]


def test_a_sentence_that_leans_brings_the_one_before(prose, snapshot):
    told = texts(prose, snapshot, "rolling pin", "rolling pin")
    assert told == ["Slabs suit square boxes well.", "They need a rolling pin, which costs little."]


def test_what_is_still_open_is_added(prose, snapshot):
    told = texts(prose, snapshot, "round pots or square boxes?", "round pots")
    assert told[:2] == ["Wheels suit round pots of clay.", "Slabs suit square boxes well."]


def test_under_the_question_itself_the_answer_is_quoted_from_the_start(prose, snapshot):
    told = texts(prose, snapshot, "When is a wheel worth it?", "by hand")
    assert told == ["It pays from ten pots a week.", "Fewer pots are built by hand."]


def test_both_sides_of_a_comparison_are_quoted(prose, snapshot):
    told = texts(prose, snapshot, "wheels or slabs", "round pots", least=LEAST_SIDE)
    assert "Slabs suit square boxes well." in told
    assert sum(len(text.split()) for text in told) <= MOST_QUOTED


def test_sentences_are_ranked_by_meaning_and_by_what_they_cover(prose, snapshot):
    best = prose.rank(content_stems("Who needs a rolling pin?"), found(snapshot))[0]
    assert "rolling pin" in best.text
    assert best.covered > 0.5


def test_of_two_sentences_the_one_in_the_nearer_passage_is_better(prose, snapshot):
    last = sentences(snapshot)[-1].passage
    assert prose.rank(["kiln"], found(snapshot, {last: 0.9}))[0].passage == last


def found(snapshot, near=()):
    """Sentences that are all as near, in passages that are not."""
    told = sentences(snapshot)
    hits = [SentenceHit(n, s.ref, s.passage, s.text, s.source, 0.5) for n, s in enumerate(told)]
    sources = {s.passage: s.source for s in told}
    passages = [PassageHit(p, "", at, dict(near).get(p, 0.1), 0.0) for p, at in sources.items()]
    return Found({}, {}, 0.0, tuple(passages), {}, 0.5, tuple(hits))


def test_a_sentence_is_found_by_its_line(prose, snapshot):
    wanted = next(s for s in sentences(snapshot) if "by hand" in s.text)
    assert prose.at(wanted.source) is not None


def test_what_is_counted_off_is_quoted_to_its_end(tmp_path):
    file = tmp_path / "guild.md"
    file.write_text(
        "# Guild\n\n## Ranks\n\nThe guild knows three ranks. The first sweeps the floor of the"
        " shop. The second fires the kiln at night. The third signs the pots.\n\nOil: linseed\n",
        "utf-8",
    )
    guild = Snapshot(build_graph(read([file])).graph)
    told = Prose(guild, Vocabulary(s.text for s in sentences(guild)))
    quoted = texts(told, guild, "three ranks of the guild", "three ranks")
    assert quoted[-1] == "The third signs the pots."


def test_a_short_quotation_that_leaves_words_open_goes_on_as_the_item_does(tmp_path):
    (tmp_path / "rows.md").write_text(
        "# Rows\n\n- A cracked pot is never sold. It goes to the box of shards, where the"
        " apprentice finds it.\n- Glazed pots go to the shop.\n",
        "utf-8",
    )
    snapshot = Snapshot(build_graph(read([tmp_path])).graph)
    prose = Prose(snapshot, Vocabulary(s.text for s in sentences(snapshot)))
    told = texts(prose, snapshot, "Where does a cracked pot end?", "never sold")
    assert [text.split()[0] for text in told] == ["A", "It"]
    assert texts(prose, snapshot, "cracked pot sold", "never sold") == told[:1]


def test_a_window_grows_towards_what_covers_more(prose, snapshot):
    terms = content_stems("square boxes")
    window = prose.window(terms, ref(snapshot, "rolling pin"), 15)
    assert [s.text.split()[0] for s in window] == ["Slabs", "They"]
    assert [s.text.split()[0] for s in prose.window(terms, ref(snapshot, "round pots"), 99)] == [
        "Wheels",
        "Slabs",
        "They",
    ]
