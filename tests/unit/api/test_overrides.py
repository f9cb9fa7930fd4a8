import pytest

from api.handbook import Handbook, build
from api.overrides import find_override, lexicon_for
from graph.errors import BadMapping
from retrieval.errors import BadLexicon
from retrieval.lexicon.terms import load_lexicon

TEXT = "# Parts\n\n| Part | Runtime |\n|---|---|\n| Writer | Beaver |\n| Reader | Otter |\n"
MAPPING = '[kinds]\nTool = ["runtime"]\n\n[names]\nsame = [["Beaver", "Otter"]]\n'


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT)
    return folder


def tools(*paths, mapping=None):
    graph = build(Handbook(paths, mapping))[1].graph
    return [node.name for node in graph.nodes if node.kind == "Tool"]


def generation(*paths, mapping=None):
    return build(Handbook(paths, mapping))[1].graph.generation


def test_the_file_beside_the_handbook_is_found(book):
    assert tools(book) == []
    (book / "designbook.toml").write_text(MAPPING)
    assert tools(book) == tools(book / "a.md") == ["Beaver"]


def test_a_file_elsewhere_can_be_named_and_goes_before_the_one_beside(book, tmp_path):
    (book / "designbook.toml").write_text(MAPPING)
    other = tmp_path / "other.toml"
    other.write_text('[kinds]\nTool = ["part"]\n')
    assert tools(book, mapping=other) == ["Reader", "Writer"]


def test_the_file_counts_only_by_what_it_changes(book):
    before = generation(book)
    (book / "designbook.toml").write_text("# nothing\n")
    assert generation(book) == before
    (book / "designbook.toml").write_text(MAPPING)
    assert generation(book) != before


def test_a_merge_that_the_file_asks_for_is_in_the_ledger(book):
    (book / "designbook.toml").write_text(MAPPING)
    ledger = build(Handbook([book]))[1].ledger
    assert [(m.wording, m.name) for m in ledger.merges if m.reason == "pinned"] == [
        ("Otter", "Beaver")
    ]


@pytest.mark.parametrize("text", ["[kinds", "[kinds]\nGadget = ['x']\n", "colour = 1\n"])
def test_a_bad_file_is_one_sentence(book, text):
    (book / "designbook.toml").write_text(text)
    with pytest.raises(BadMapping, match=r"designbook\.toml cannot be used") as caught:
        tools(book)
    assert "\n" not in str(caught.value)


def test_a_named_file_that_is_not_there_is_refused(book, tmp_path):
    with pytest.raises(BadMapping, match=r"gone\.toml cannot be used"):
        tools(book, mapping=tmp_path / "gone.toml")


def test_two_files_beside_the_paths_are_refused_and_the_same_one_is_not(book, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.md").write_text(TEXT)
    (book / "designbook.toml").write_text(MAPPING)
    assert find_override([book, book / "a.md", other]) == book / "designbook.toml"
    (other / "designbook.toml").write_text(MAPPING)
    with pytest.raises(BadMapping, match="--mapping"):
        find_override([other, book])
    assert find_override([]) is None


LEXICON = '["Otter"]\ngloss = "runs what was written on paper"\nwordings = ["the wet one"]\n'


def test_without_a_file_the_lexicon_is_the_packaged_one(book):
    assert lexicon_for([book]) is load_lexicon()


def test_the_lexicon_beside_the_handbook_is_found(book):
    (book / "lexicon.toml").write_text(LEXICON)
    for path in (book, book / "a.md"):
        assert [term.wordings for term in lexicon_for([path]).named("otter")] == [("the wet one",)]


def test_a_lexicon_elsewhere_can_be_named(book, tmp_path):
    (book / "lexicon.toml").write_text(LEXICON)
    other = tmp_path / "other.toml"
    other.write_text(LEXICON.replace("wet", "brown"))
    assert lexicon_for([book], other).named("otter")[0].wordings == ("the brown one",)


def test_several_lexicons_are_refused_until_one_is_named(book, tmp_path):
    (tmp_path / "lexicon.toml").write_text(LEXICON)
    (book / "lexicon.toml").write_text(LEXICON)
    (tmp_path / "b.md").write_text(TEXT)
    with pytest.raises(BadLexicon, match="LEXICON"):
        lexicon_for([book, tmp_path / "b.md"])
