from graph.build import build_graph
from graph.model import Evidence
from graph.snapshot import Snapshot
from ingest.reader import read
from retrieval.composing.sheet import Sheet


def sheet(tmp_path):
    path = tmp_path / "kiln.md"
    path.write_text("# Kiln\n\nA kiln is an oven for clay.\n", encoding="utf-8")
    return Sheet(Snapshot(build_graph(read([path])).graph))


HERE = Evidence("kiln.md", 3, 3, "A kiln is an oven for clay.")
THERE = Evidence("kiln.md", 1, 1, "# Kiln")


def test_lines_say_a_thing_once(tmp_path):
    page = sheet(tmp_path)
    page.quote("A kiln is a hot oven for clay.", HERE)
    page.quote("A kiln is an oven for clay.", HERE)
    page.quote("A kiln is a hot oven.", HERE)

    assert page.done().text == (
        "A kiln is a hot oven for clay [1]. A kiln is an oven for clay [1]."
    )


def test_other_lines_may_say_it_again(tmp_path):
    page = sheet(tmp_path)
    page.quote("A kiln is an oven.", HERE)
    page.quote("A kiln is an oven.", THERE)

    assert page.done().text == "A kiln is an oven [1]. A kiln is an oven [2]."


def test_the_mark_stands_behind_what_asks(tmp_path):
    page = sheet(tmp_path)
    page.quote("Firing: Is it dry? Who opens it?", HERE)
    assert page.done().text == "Firing: Is it dry? Who opens it? [1]."
