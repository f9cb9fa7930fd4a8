"""The lexicon: its data, its format, what a file beside a handbook changes, and the glosses."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from graph.model import Edge, Evidence, Graph, Node, Relation
from graph.names import key
from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.errors import BadLexicon
from retrieval.lexicon.glosses import WHOLE_WORDINGS, meanings, rarity, terms_of
from retrieval.lexicon.terms import FILE_NAME, LONGEST_GLOSS, PACKAGED, SCENES, load_lexicon
from retrieval.text.words import content_stems

FOLDER = Path(__file__).parents[3] / "retrieval" / "lexicon"
QUESTIONS = Path(__file__).parents[2] / "data" / "lexicon_questions.toml"
LEXICON = load_lexicon()
HERE = Evidence("book.md", 1, 1, "text", ("Book",))


def written(folder: Path, text: str) -> Path:
    path = folder / FILE_NAME
    path.write_text(text, encoding="utf-8")
    return path


def node(name: str, *aliases: str, kind: Kind = Kind.CONCEPT, text: str = "") -> Node:
    return Node(f"{kind.lower()}:{key(name)}", kind, name, aliases, text, (HERE,))


def snapshot(*nodes: Node, edges: tuple[Edge, ...] = ()) -> Snapshot:
    relations = (Relation("DEFINED_AS", "is", "describes"),)
    ordered = tuple(sorted(nodes, key=lambda one: one.id))
    return Snapshot(Graph("0" * 16, ordered, edges, relations, ()))


# The data


def test_there_are_enough_terms_of_every_area():
    assert len(LEXICON.terms) >= 800
    for area in PACKAGED:
        assert len(tomllib.loads((FOLDER / f"{area}.toml").read_text("utf-8"))) >= 50


def test_every_file_of_the_folder_is_read():
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == sorted((*PACKAGED, SCENES))


def test_glosses_are_one_short_line_and_none_comes_twice():
    glosses = [term.gloss for term in LEXICON.terms]
    assert not [gloss for gloss in glosses if not gloss or "\n" in gloss or gloss.endswith(".")]
    assert not [gloss for gloss in glosses if len(gloss.split()) > LONGEST_GLOSS]
    assert len(set(glosses)) == len(glosses)


def test_every_term_has_two_to_nine_wordings_and_none_comes_twice():
    assert not [term.name for term in LEXICON.terms if not 2 <= len(term.wordings) <= 9]
    wordings = [wording.casefold() for term in LEXICON.terms for wording in term.wordings]
    assert len(set(wordings)) == len(wordings)


def test_every_scene_is_of_a_term_and_none_comes_twice():
    told = tomllib.loads((FOLDER / f"{SCENES}.toml").read_text("utf-8"))
    assert len(told) >= 200
    assert set(told) == {term.name for term in LEXICON.terms if term.scenes}
    scenes = [scene.casefold() for term in LEXICON.terms for scene in term.scenes]
    assert len(set(scenes)) == len(scenes)


def test_no_wording_is_a_name():
    assert not [w for term in LEXICON.terms for w in term.wordings if LEXICON.named(w)]


def test_a_name_belongs_to_one_term_unless_both_declare_it():
    owners: dict[str, list[str]] = {}
    for term in LEXICON.terms:
        for folded in {key(name) for name in term.names} - {key(name) for name in term.shared}:
            owners.setdefault(folded, []).append(term.name)
    assert not {folded: names for folded, names in owners.items() if len(names) > 1}


def test_a_shared_name_finds_all_its_terms():
    assert {term.name for term in LEXICON.named("dataflow")} == {"data pipeline", "Beam"}


def test_names_are_found_in_any_spelling():
    assert LEXICON.named("Feature-Stores")[0].name == "feature store"
    assert LEXICON.named("LTR")[0].name == "learning to rank"
    assert LEXICON.named("no such term at all") == ()


def test_kin_is_described_where_no_term_has_the_name():
    assert LEXICON.named("Tecton") == ()
    assert LEXICON.described("Tecton")[0].name == "Feast"
    assert LEXICON.described("Feast") == LEXICON.named("Feast")


def test_loading_does_not_depend_on_hashing():
    program = (
        "from retrieval.lexicon.terms import load_lexicon;"
        "import hashlib; l = load_lexicon();"
        "print(hashlib.sha256(repr((l.terms, list(l._named.items()))).encode()).hexdigest())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


# A file beside a handbook


def test_a_file_adds_terms(tmp_path):
    text = '["hop addition"]\nwordings = ["when to throw in the bitter stuff"]\ngloss = "a step"\n'
    lexicon = load_lexicon(written(tmp_path, text))
    assert lexicon.named("hop additions")[0].wordings == ("when to throw in the bitter stuff",)
    assert len(lexicon.terms) == len(LEXICON.terms) + 1


def test_a_file_adds_to_a_packaged_term(tmp_path):
    text = '["Canary Release"]\nsynonyms = ["pit test"]\nwordings = ["send one bird ahead"]\n'
    (term,) = load_lexicon(written(tmp_path, text)).named("pit test")
    (packaged,) = LEXICON.named("canary release")
    assert term.name == packaged.name
    assert term.gloss == packaged.gloss
    assert term.wordings == (*packaged.wordings, "send one bird ahead")


def test_a_file_may_replace_a_gloss(tmp_path):
    lexicon = load_lexicon(written(tmp_path, '[drift]\ngloss = "a gallery in a mine"\n'))
    assert lexicon.named("drift")[0].gloss == "a gallery in a mine"


def test_a_name_of_the_file_means_its_term_alone(tmp_path):
    text = '["snow bank"]\nsynonyms = ["drift", "canary"]\ngloss = "snow that the wind piled up"\n'
    lexicon = load_lexicon(written(tmp_path, text))
    assert [term.name for term in lexicon.named("drift")] == ["snow bank"]
    assert [term.name for term in lexicon.named("canary")] == ["snow bank"]
    assert lexicon.named("model drift")[0].name == "drift"


def test_a_file_changes_nothing_for_others(tmp_path):
    load_lexicon(written(tmp_path, '[drift]\ngloss = "a gallery in a mine"\n'))
    assert load_lexicon() is LEXICON


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[drift", "correct it"),
        ("drift = 1", "not a table"),
        ('[drift]\nmeaning = "x"', "unknown entry “meaning”"),
        ('["  "]\ngloss = "x"', "no name"),
        ('[novelty]\nwordings = ["x"]', "no gloss"),
        ("[novelty]\ngloss = 1", "not one line"),
        ('[novelty]\ngloss = "a\\nb"', "not one line"),
        (f'[novelty]\ngloss = "{"word " * 26}"', "25 words"),
        ('[novelty]\nsynonyms = "x"\ngloss = "x"', "not a list"),
        ('[novelty]\nwordings = [""]\ngloss = "x"', "not a text"),
        ('[novelty]\nkin = [1]\ngloss = "x"', "not a text"),
        ('[novelty]\nsynonyms = ["ab", "AB"]\ngloss = "x"', "twice"),
        ('[novelty]\nsynonyms = ["Novelties"]\ngloss = "x"', "twice"),
        ('[novelty]\nshared = ["other"]\ngloss = "x"', "does not have"),
        ('[aa]\nsynonyms = ["cc"]\ngloss = "x"\n[bb]\nsynonyms = ["cc"]\ngloss = "y"', "both"),
        (
            '[aa]\nsynonyms = ["cc"]\nshared = ["cc"]\ngloss = "x"\n'
            '[bb]\nsynonyms = ["cc"]\ngloss = "y"',
            "shared by both",
        ),
        (
            '[aa]\nsynonyms = ["bb"]\nshared = ["bb"]\ngloss = "x"\n'
            '[bb]\nshared = ["bb"]\ngloss = "y"',
            "names both",
        ),
    ],
)
def test_a_file_of_another_format_is_refused(tmp_path, text, wrong):
    with pytest.raises(BadLexicon, match=wrong):
        load_lexicon(written(tmp_path, text))


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(BadLexicon, match="cannot be used"):
        load_lexicon(tmp_path / FILE_NAME)
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\xff")
    with pytest.raises(BadLexicon, match="cannot be used"):
        load_lexicon(tmp_path / FILE_NAME)


# Glosses of a graph


def test_a_node_gets_the_gloss_with_the_first_wordings_and_each_wording():
    (found,) = meanings(snapshot(node("Canary")), LEXICON)
    (term,) = LEXICON.named("canary release")
    assert found.node_ids == ("concept:canary",)
    whole, *single = found.texts
    assert whole == "; ".join((term.gloss, *term.wordings[:WHOLE_WORDINGS]))
    assert single == [*term.wordings, *term.scenes]
    assert set(content_stems(term.gloss)) <= set(found.stems)


@pytest.mark.parametrize(
    "named",
    [
        node("Prerelease", "canary"),
        node("Canary (5 % of users)"),
        node("Birds (canary)", "Canary Releases"),
        node("Canary?", kind=Kind.QUESTION),
    ],
)
def test_a_term_is_found_by_alias_and_without_what_is_in_parentheses(named):
    assert [term.name for term in terms_of(named, LEXICON)] == ["canary release"]


def test_an_abbreviation_in_parentheses_is_a_name():
    named = node("Ordering things (LTR)")
    assert [term.name for term in terms_of(named, LEXICON)] == ["learning to rank"]


def test_a_joined_name_has_the_terms_of_its_parts():
    joined = terms_of(node("Checkpointing & sharding"), LEXICON)
    assert [term.name for term in joined] == ["checkpointing", "sharding"]
    assert terms_of(node("Checkpointing & fjords"), LEXICON) == ()


def test_definitions_of_the_handbook_come_first():
    meaning = node("a bird that warns", text="a bird that warns miners of bad air in good time")
    canary = node("Canary")
    edge = Edge(canary.id, "DEFINED_AS", meaning.id, (HERE,))
    found = meanings(snapshot(canary, meaning, edges=(edge,)), LEXICON)
    assert found[0].texts == (meaning.text,)
    assert {node_id for each in found for node_id in each.node_ids} == {canary.id}
    assert len(found) == 2


def test_passages_and_unknown_names_mean_nothing():
    passage = node("Canary", kind=Kind.PASSAGE, text="Canary")
    assert meanings(snapshot(passage, node("fjord of Norway")), LEXICON) == ()


def test_a_term_means_all_nodes_that_bear_it():
    first, second = node("Canary"), node("Canary release", kind=Kind.PATTERN)
    (found,) = meanings(snapshot(first, second), LEXICON)
    assert found.node_ids == tuple(sorted((first.id, second.id)))


def test_rare_stems_say_more_and_everyday_ones_less():
    weights, most = rarity(LEXICON)
    assert 0 < weights["model"] < weights["canari"] <= most


def test_paraphrased_questions_reach_their_terms(minilm):
    # Among the terms asked for and every tenth of the others: the whole lexicon takes long.
    questions = tomllib.loads(QUESTIONS.read_text("utf-8"))
    asked = {name for names in questions.values() for name in names}
    terms = [term for at, term in enumerate(LEXICON.terms) if term.name in asked or not at % 10]
    assert asked <= {term.name for term in terms}
    wholes = minilm.embed(["; ".join((term.gloss, *term.wordings)) for term in terms])
    likeness = minilm.embed(list(questions)) @ wholes.T
    ranks = [
        min(rank for rank, at in enumerate(order) if terms[at].name in names)
        for order, names in zip((-likeness).argsort(axis=1), questions.values(), strict=True)
    ]
    assert sum(rank == 0 for rank in ranks) >= 0.7 * len(ranks)
    assert sum(rank < 5 for rank in ranks) >= 0.85 * len(ranks)
