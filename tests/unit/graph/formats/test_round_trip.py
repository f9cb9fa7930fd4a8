"""What every format keeps: a graph that was written and read again is the same graph."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadGraphFile
from graph.formats.registry import Format, format_of, read, write, write_folder
from graph.generation import generation_of
from graph.model import Graph

TEXTS = [form for form in Format if form is not Format.CSV]


def save(graph: Graph, form: Format, folder: Path) -> Path:
    path = folder / f"graph.{form}"
    if form is Format.CSV:
        path.mkdir(exist_ok=True)
        for name, pieces in write_folder(graph):
            (path / name).write_bytes("".join(pieces).encode())
    else:
        path.write_bytes("".join(write(graph, form)).encode())
    return path


@pytest.fixture(params=Format, ids=str)
def form(request) -> Format:
    return request.param


def test_the_handbook(form, small_graph, tmp_path):
    found = read(save(small_graph, form, tmp_path), form)
    assert found == small_graph
    assert found.files[0].text
    assert generation_of(found) == small_graph.generation


def test_nasty_texts(form, nasty_graph, tmp_path):
    assert read(save(nasty_graph, form, tmp_path), form) == nasty_graph


@given(data=st.data())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_graph(form, any_graph, tmp_path, data):
    graph = data.draw(any_graph)
    assert read(save(graph, form, tmp_path), form) == graph


def test_the_same_graph_gives_the_same_bytes(form, small_graph, tmp_path):
    (tmp_path / "again").mkdir()
    one, two = save(small_graph, form, tmp_path), save(small_graph, form, tmp_path / "again")
    for file in sorted(one.iterdir()) if one.is_dir() else [one]:
        other = two / file.name if two.is_dir() else two
        assert file.read_bytes() == other.read_bytes()


def test_the_format_of_a_name(form, small_graph, tmp_path):
    path = save(small_graph, form, tmp_path)
    assert format_of(path) is form
    assert format_of(tmp_path / "graph.CQL") is Format.CYPHER
    assert format_of(tmp_path / "graph.txt") is None


def test_a_file_that_is_not_there(form, tmp_path):
    with pytest.raises(BadGraphFile, match="designbook export"):
        read(tmp_path / "absent", form)


@pytest.mark.parametrize("said", ["", "hello", "{}", "[]", "<a/>", "\0", "{" * 100_000, "[" * 99])
def test_what_is_no_graph(form, said, tmp_path):
    path = tmp_path / "file"
    if form is Format.CSV:
        path.mkdir()
        for name, _ in write_folder(Graph("", (), (), (), ())):
            (path / name).write_text(said)
    else:
        path.write_text(said)
    with pytest.raises(BadGraphFile, match=f"exported as {form}") as caught:
        read(path, form)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500


def test_what_is_not_text(form, tmp_path, small_graph):
    path = save(small_graph, form, tmp_path)
    for file in path.iterdir() if path.is_dir() else [path]:
        file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadGraphFile, match="is not UTF-8"):
        read(path, form)


@pytest.mark.parametrize("form", TEXTS, ids=str)
def test_no_beginning_of_a_file_is_taken_for_the_whole(form, small_graph, tmp_path):
    path = save(small_graph, form, tmp_path)
    text = path.read_text()
    for part in range(1, 30):
        path.write_text(text[: len(text) * part // 30])
        with pytest.raises(BadGraphFile):
            read(path, form)


def test_a_changed_text_is_noticed(form, small_graph, tmp_path):
    path = save(small_graph, form, tmp_path)
    changed = 0
    for file in path.iterdir() if path.is_dir() else [path]:
        text = file.read_text()
        changed += text.count("Prophet")
        file.write_text(text.replace("Prophet", "Profit"))
    assert changed
    with pytest.raises(BadGraphFile, match="changed after its export"):
        read(path, form)


def test_a_changed_order_is_not_a_change(small_graph, tmp_path):
    turned = replace(
        small_graph,
        nodes=small_graph.nodes[::-1],
        edges=small_graph.edges[::-1],
        relations=small_graph.relations[::-1],
    )
    for form in Format:
        assert read(save(turned, form, tmp_path), form) == small_graph


def test_a_byte_order_mark_and_windows_line_ends(small_graph, tmp_path):
    for form in (Format.JSON, Format.CYPHER, Format.JSONLD):
        path = save(small_graph, form, tmp_path)
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
        assert read(path, form) == small_graph
