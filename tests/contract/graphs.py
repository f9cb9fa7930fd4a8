"""Graphs for the contract of reading: small random ones, and one whose every text is hostile."""

from __future__ import annotations

from itertools import cycle, product

from hypothesis import strategies as st

from graph.generation import with_generation
from graph.model import Edge, Evidence, Graph, Node, Relation, SourceFile
from graph.schema import Kind

HOSTILE = (
    " ",
    '"}) RETURN 1 //',
    "$(row.kind)",
    "$generation",
    "${rows}",
    "' OR '1'='1",
    "'); DROP TABLE nodes; --",
    "*",
    "/* */ -- ; :param ?1 :generation",
    "<script>alert(1)</script>",
    "X`]->() MATCH (n) DETACH DELETE n //",
    '["a", "b"]',
    "\\",
    "\\u0027 RETURN 1 //",
    "\\u0060) MATCH (n) DETACH DELETE n //",
    "`",
    "``",
    "a\u0301 and á",
    "line\nbreak\ttab\r",
    "{id: 'x'}",
    "} CALL { MATCH (n) DETACH DELETE n }",
    "\u202eright to left\u200b",
    "%_%[a-z]*.*",
    "null",
    "数据 → зеркало 🚀",
    "\uffff",
)
"""Cypher, SQL, JSON, wildcards, escapes, quotes, and characters that order or fold oddly."""
UNHEARD_OF = (*HOSTILE, "a\0b", "\0", "half \ud83d", "x" * 5000)
"""What may be asked for beside: a NUL and half a surrogate pair are in no id."""

KINDS = (Kind.TOOL, Kind.MODEL, Kind.PASSAGE)
RELATIONS = ("A", "FEEDS_INTO", "MENTIONS", "`é 数'")
TEXTS = ("a", "A", " a  b", "Á", "ﬀ", "ß", "SS", "b", "🚀", "\uffff", "'", "`", "z\n", "")


def hostile_graph() -> Graph:
    """Every text of it is made of what could be taken for a statement."""
    words = sorted(HOSTILE)
    said = tuple(Evidence(word, 1, 2, word, (word, word)) for word in words)
    nodes = tuple(
        Node(word, kind, word, tuple(words), word, said)
        for word, kind in zip(words, cycle(Kind), strict=False)
    )
    edges = tuple(Edge(word, word, words[0], said, (word,), (word,)) for word in words)
    relations = tuple(Relation(word, word, word) for word in words)
    files = tuple(SourceFile(word, word, word, word) for word in words)
    return with_generation(Graph("", nodes, edges, relations, files))


def _evidence(number: int) -> tuple[Evidence, ...]:
    return tuple(Evidence("a.md", n, n + 1, f"line {n}", ("One",)) for n in range(1, number + 1))


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Up to seven nodes with names that fold and sort oddly, and any edges between them."""
    ids = sorted(draw(st.sets(st.sampled_from(TEXTS[:-1]), min_size=1, max_size=7)))
    names = st.sampled_from(TEXTS)
    nodes = tuple(
        Node(
            id_,
            draw(st.sampled_from(KINDS)),
            draw(names),
            tuple(sorted(draw(st.sets(names, max_size=2)))),
            evidence=_evidence(draw(st.integers(0, 2))),
        )
        for id_ in ids
    )
    keys = st.sampled_from(list(product(ids, RELATIONS, ids)))
    edges = tuple(
        Edge(*key, _evidence(draw(st.integers(1, 3))), readers=("table",))
        for key in sorted(draw(st.sets(keys, max_size=14)))
    )
    relations = tuple(Relation(name, f"{name} to", f"{name} from") for name in sorted(RELATIONS))
    files = (SourceFile("a.md", "A", "0" * 64, "one\ntwo\n"),)
    return with_generation(Graph("", nodes, edges, relations, files))
