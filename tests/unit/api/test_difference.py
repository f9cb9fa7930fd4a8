import json

import pytest

from api.difference import between, would_change
from api.difference_report import as_json, as_text
from api.errors import NoSuchGeneration
from api.handbook import Handbook
from api.history import generation_before
from api.ingestion import ingest
from api.report import as_text as report_text
from api.settings import Settings
from api.wiring import open_store
from graph.errors import NoGraph
from graph.generation import with_generation
from graph.model import Graph, Node
from graph.schema import Kind
from ingest.errors import EmptyDocument


@pytest.fixture
def settings(new_folder):
    return Settings(data_dir=new_folder("data"))


@pytest.fixture
def book(tmp_path, small_handbook):
    copy = tmp_path / "book.md"
    copy.write_text(small_handbook.read_text())
    return copy


def edit(book, old, new):
    book.write_text(book.read_text().replace(old, new))


def test_nothing_to_compare_yet(settings, book):
    with pytest.raises(NoGraph):
        between(settings)
    compared = would_change(settings, Handbook([book]))
    assert compared.before is None
    assert compared.difference.nodes_added
    assert not settings.store_path.exists()
    assert "nothing → " in as_text(compared)
    assert json.loads(as_json(compared))["edges"]["removed"] == []


def test_a_renamed_file(settings, book):
    ingest(settings, [book])
    other = book.rename(book.with_name("guide.md"))
    planned = would_change(settings, Handbook([other]))
    assert "0 removed, 0 changed, 1 renamed" in as_text(planned)
    assert "\nrenamed book.md → guide.md\n" in as_text(planned) + "\n"
    report = ingest(settings, [other])
    assert "renamed  book.md → guide.md" in report_text(report)
    assert json.loads(as_json(between(settings)))["files"]["renamed"] == [
        {"before": "book.md", "after": "guide.md"}
    ]


def test_what_the_last_ingest_changed(settings, book):
    first = ingest(settings, [book]).generation
    with pytest.raises(NoSuchGeneration, match="No earlier generation"):
        between(settings)
    edit(book, "DeepAR", "Croston")
    planned = would_change(settings, Handbook([book]))
    second = ingest(settings, [book]).generation
    compared = between(settings)
    assert (compared.difference.before, compared.difference.after) == (first, second)
    assert planned.difference == compared.difference
    text = as_text(compared)
    assert text.startswith(f"{first} → {second}\n")
    assert "\n+ Croston (" in text
    assert "\n- DeepAR (" in text
    line = book.read_text()[: book.read_text().index("Croston")].count("\n") + 1
    assert f"\n+ The Demand planning use case typically uses Croston.  [book.md:{line}]" in text
    assert text == as_text(between(settings, first, second[:8]))
    values = json.loads(as_json(compared))
    assert [node["name"] for node in values["nodes"]["added"]] == ["Croston"]
    assert values["edges"]["added"][0]["evidence"][0]["path"] == "book.md"
    assert values["failures"] == []


def test_an_ingest_without_a_change_keeps_the_generation_before(settings, book):
    first = ingest(settings, [book]).generation
    edit(book, "DeepAR", "Croston")
    second = ingest(settings, [book]).generation
    assert not ingest(settings, [book]).changed
    assert not ingest(settings, [book]).changed
    assert (between(settings).before.generation, second) == (
        first,
        between(settings).after.generation,
    )
    edit(book, "Croston", "DeepAR")
    assert ingest(settings, [book]).generation == first
    assert between(settings).difference.before == second


@pytest.mark.parametrize("note", [None, "damaged", "[]", '{"live": "other", "previous": "x"}'])
def test_a_lost_note_is_done_without(settings, book, note):
    first = ingest(settings, [book]).generation
    edit(book, "DeepAR", "Croston")
    ingest(settings, [book])
    if note is None:
        settings.history_path.unlink()
    else:
        settings.history_path.write_text(note)
    store = open_store(settings)
    assert generation_before(settings, store) == first
    store.discard(first)
    assert generation_before(settings, store) is None
    store.close()


def test_a_generation_that_was_removed_is_not_the_one_before(settings, book):
    first = ingest(settings, [book]).generation
    edit(book, "DeepAR", "Croston")
    ingest(settings, [book])
    store = open_store(settings)
    store.discard(first)
    assert generation_before(settings, store) is None
    store.close()


def test_the_same_generation_twice(settings, book):
    generation = ingest(settings, [book]).generation
    compared = between(settings, generation, generation)
    assert as_text(compared) == f"{generation} and {generation} are the same."


def test_a_name_has_to_be_that_of_one_generation(settings, book):
    ingest(settings, [book])
    with pytest.raises(NoSuchGeneration, match="no generation that begins with 'zz'"):
        between(settings, "zz")
    edit(book, "DeepAR", "Croston")
    ingest(settings, [book])


def test_the_start_of_several_names_is_refused(settings):
    texts = ("Ceph", "Kafka", "Flink", "Spark", "Trino", "Beam", "Hive", "Druid", "Pinot", "Dask")
    store = open_store(settings)
    names = []
    for text in texts * 2:
        node = Node(f"tool:{text}{len(names)}", Kind.TOOL, text)
        graph = with_generation(Graph("", (node,), (), (), ()))
        store.put(graph)
        names.append(graph.generation)
    store.activate(names[0])
    store.close()
    digit = next(d for d in "0123456789abcdef" if sum(n.startswith(d) for n in names) > 1)
    with pytest.raises(NoSuchGeneration, match="several generations"):
        between(settings, digit)


def test_moved_facts_are_counted_and_not_listed(settings, book):
    ingest(settings, [book])
    book.write_text("\n" + book.read_text())
    compared = would_change(settings, Handbook([book]))
    text = as_text(compared)
    moved = len(compared.difference.edges_moved)
    assert f"facts   0 added, 0 removed, 0 restated, {moved} moved" in text
    assert text.splitlines()[-1] == "~ book.md"
    values = json.loads(as_json(compared))["edges"]["moved"]
    assert len(values) == moved
    first = values[0]
    assert first["evidence"][0]["line_start"] == first["evidence_before"][0]["line_start"] + 1


def test_files_that_fail_refuse_the_comparison_or_are_left_out(settings, book):
    (book.parent / "empty.md").write_text("")
    with pytest.raises(EmptyDocument):
        would_change(settings, Handbook([book, book.parent / "empty.md"]))
    compared = would_change(settings, Handbook([book, book.parent / "empty.md"], keep_going=True))
    assert [failure["path"] for failure in json.loads(as_json(compared))["failures"]] == [
        "empty.md"
    ]
