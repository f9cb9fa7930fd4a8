"""Graphs whose texts are made to break formats."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from graph.build import build_graph
from graph.generation import with_generation
from graph.model import Edge, Evidence, Graph, Node, Relation, SourceFile
from graph.schema import Kind
from ingest.reader import read

NASTY = (
    "",
    " ",
    "'",
    '"',
    '""',
    "`",
    "``",
    "\\",
    "\\\\'",
    "\\u0027) DETACH DELETE n //",
    "\\u0060]->() DETACH DELETE a //",
    "\\n",
    "\n",
    "\r\n",
    "a\rb",
    "line\n;\n",
    ";\n",
    "};\nMATCH (n) DETACH DELETE n;\n{a: '",
    "] AS row\nMERGE (n:Entity)",
    "`]->() MATCH (n) DETACH DELETE n //",
    "tab\tbed",
    "\t",
    "a;b,c|d",
    "_x0041_",
    "_x005F_x0041_",
    "\x00\x01\x0b\x1f\x7f\x85",
    "\u2028\u2029\ufeff\ufffe\uffff",
    "</data></node><!-- ]]> &amp; &#10; <![CDATA[x]]>",
    "👩‍👩‍👧‍👦🚀",
    "שלום \u202eעולם\u202c مرحبا",
    "e\u0301 é ﬁ",
    "$x ${x} $(x) {x: 1}",
    "@id",
    "@graph",
    "a:b//c%20d#e?f",
    "%",
    "null",
    "-1",
)

words = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.tuples(st.sampled_from(NASTY), st.sampled_from(NASTY)).map("".join),
)
names = words.filter(lambda text: text and "\0" not in text)
lists = st.lists(words, max_size=3).map(tuple)


@st.composite
def graphs(draw: Callable[..., object]) -> Graph:
    """A whole graph, in the order of the model, that says only what it holds."""
    files = [
        SourceFile(path, *draw(st.tuples(words, words, words)))
        for path in sorted(draw(st.sets(words, min_size=1, max_size=2)))
    ]
    said = st.builds(
        lambda path, start, more, text, headings: Evidence(
            path, start, start + more, text, headings
        ),
        st.sampled_from([file.path for file in files]),
        st.integers(1, 10**6),
        st.integers(0, 9),
        words,
        lists,
    )
    some = st.lists(said, min_size=1, max_size=2).map(tuple)
    few = st.lists(said, max_size=2).map(tuple)
    nodes = [
        Node(node_id, draw(st.sampled_from(Kind)), draw(words), draw(lists), draw(words), draw(few))
        for node_id in sorted(draw(st.sets(words.filter(bool), min_size=1, max_size=4)))
    ]
    relations = [
        Relation(name, draw(words), draw(words))
        for name in sorted(draw(st.sets(names, min_size=1, max_size=3)))
    ]
    ends = st.sampled_from([node.id for node in nodes])
    keys = draw(
        st.sets(st.tuples(ends, st.sampled_from([r.name for r in relations]), ends), max_size=5)
    )
    edges = [Edge(*key, draw(some), draw(lists), draw(lists)) for key in sorted(keys)]
    return with_generation(Graph("", tuple(nodes), tuple(edges), tuple(relations), tuple(files)))


def every_nasty_text() -> Graph:
    """Each nasty text as an id, a name, an alias, a relation, a path and a line."""
    paths = sorted(NASTY)
    said = tuple(Evidence(word, 1, 2, word, (word, word)) for word in paths)
    kinds = itertools.cycle(Kind)
    nodes = tuple(Node(word, next(kinds), word, tuple(NASTY), word, said) for word in paths if word)
    types = [word for word in paths if word and "\0" not in word]
    edges = tuple(
        Edge(source, word, target, said[:2], (word,), ("", word))
        for source, word, target in sorted(zip(types, types, reversed(types), strict=True))
    )
    relations = tuple(Relation(word, word, word) for word in types)
    files = tuple(SourceFile(word, word, word, word) for word in paths)
    return with_generation(Graph("", nodes, edges, relations, files))


@pytest.fixture(scope="session")
def any_graph() -> st.SearchStrategy[Graph]:
    return graphs()


@pytest.fixture(scope="session")
def nasty_graph() -> Graph:
    return every_nasty_text()


@pytest.fixture(scope="session")
def small_graph(small_handbook) -> Graph:
    return build_graph(read([small_handbook])).graph
