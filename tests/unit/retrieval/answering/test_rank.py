from retrieval.queries.answer_sets import AnswerSets
from retrieval.queries.candidates import Enumerator, Shape
from retrieval.question.intent import read
from retrieval.question.link import Names
from retrieval.ranking.rank import RANK, Ranker
from retrieval.ranking.search import PassageHit
from retrieval.ranking.signals import Signals
from retrieval.text.words import Vocabulary

NOTHING_FOUND = Signals({}, {}, 0.0)


def ranked(question, snapshot, index, signals=NOTHING_FOUND):
    vocabulary = Vocabulary(entry.text for entry in index.entries)
    names, sets = Names(snapshot.graph.nodes, vocabulary), AnswerSets(snapshot)
    asked, links = read(question), names.mentions(question).links
    candidates = Enumerator(snapshot, sets, names).candidates(asked, links, {})
    ranker = Ranker(snapshot, sets, vocabulary)
    mentioned = {link.node_id: link.score for link in links}
    terms = names.question_stems(asked.words)
    return ranker.rank(asked, terms, mentioned, candidates, signals)


def targets(scored, snapshot):
    return [snapshot.node(t).name for s in scored.candidate.sets for t in s.targets]


def test_the_relation_asked_for_comes_first(studio_snapshot, studio_index):
    best = ranked("Which clay is typical for mugs?", studio_snapshot, studio_index)[0]
    assert targets(best, studio_snapshot) == ["Stoneware", "Porcelain"]


def test_the_kind_asked_for_comes_first(studio_snapshot, studio_index):
    best = ranked("Which pattern suits mugs?", studio_snapshot, studio_index)[0]
    assert targets(best, studio_snapshot) == ["Electric Firing"]
    assert best.features["kind"] == 1.0


def test_a_second_hop_wins_by_what_the_first_leaves_open(studio_snapshot, studio_index):
    question = "Which pattern suits what has stoneware as typical clay?"
    best = ranked(question, studio_snapshot, studio_index)[0]
    assert best.candidate.shape is Shape.TWO_HOPS
    assert best.features["left"] > 0
    assert targets(best, studio_snapshot) == ["Electric Firing"]


def test_every_weight_is_a_feature_and_the_score_is_their_sum(studio_snapshot, studio_index):
    for scored in ranked("clay for mugs", studio_snapshot, studio_index):
        assert set(scored.features) == set(RANK)
        total = sum(RANK[name] * value for name, value in scored.features.items())
        assert abs(scored.score - total) < 1e-5


def test_search_lifts_the_facts_that_it_found(studio_snapshot, studio_index):
    plain = ranked("porcelain", studio_snapshot, studio_index)
    last = plain[-1].candidate.sets[0].edges[0].key
    signals = Signals({last: 1.0}, {last: 1.0}, 0.0)
    lifted = ranked("porcelain", studio_snapshot, studio_index, signals=signals)
    assert lifted[0].score > plain[0].score


def test_words_count_less_where_the_telling_ones_are_unknown(studio_snapshot, studio_index):
    edge = ranked("porcelain", studio_snapshot, studio_index)[0].candidate.sets[0].edges[0].key
    known = Signals({}, {edge: 1.0}, 0.0)
    unknown = Signals({}, {edge: 1.0}, 0.0, known=0.1)
    one = ranked("porcelain", studio_snapshot, studio_index, signals=known)
    two = ranked("porcelain", studio_snapshot, studio_index, signals=unknown)
    assert one[0].features["words"] > two[0].features["words"]


def test_passages_are_ranked_by_what_they_cover(studio_snapshot, studio_index):
    vocabulary = Vocabulary(entry.text for entry in studio_index.entries)
    ranker = Ranker(studio_snapshot, AnswerSets(studio_snapshot), vocabulary)
    place = studio_index.entries[0].source
    hits = [
        PassageHit("passage:b", "frost in the cellar", place, 0.5, 0.5),
        PassageHit("passage:a", "glaze in the cellar", place, 0.5, 0.5),
    ]
    best, other = ranker.rank_passages(["glaze", "cellar"], hits)
    assert best.node_id == "passage:a"
    assert best.covered == 1.0 > other.covered > 0
    assert best.score > other.score
