"""Arrow diagrams in fences and in lines, and Mermaid."""

import pytest

from ingest.document import Fence, Span
from ingest.facts import Role, Said, Term
from ingest.readers.chains import chain_of
from ingest.readers.fences import Content, content_of, read_fence
from ingest.readers.place import Holder, Place

TITLE = Term("Layers", Role.HEADING)
PLACE = Place("d.md", ("Layers",), Holder(TITLE, Said.INCLUDES, "Layers"))


def fence(text, info=""):
    lines = tuple(text.strip("\n").split("\n"))
    return Fence(info, lines, 10, Span("d.md", 9, 10 + len(lines)))


def feeds(text, info=""):
    found = read_fence(fence(text, info), PLACE)
    return [
        (f.subject.text, f.object.text, f.span.line_start)
        for f in found.facts
        if f.relation == Said.FEEDS
    ]


def reasons(text, info=""):
    return [u.reason for u in read_fence(fence(text, info), PLACE).unread]


def test_rows_in_both_directions():
    drawn = "Sources → ETL → Store\n↓            ↑\nAPI ← Inference ← Feedback"
    assert feeds(drawn) == [
        ("Sources", "ETL", 10),
        ("ETL", "Store", 10),
        ("Sources", "API", 11),
        ("Inference", "API", 12),
        ("Feedback", "Inference", 12),
    ]
    assert reasons(drawn) == ["vertical arrow without a clear end"]


def test_a_vertical_arrow_between_labels_is_unclear():
    drawn = "Alpha → Beta\n      ↑\nGamma ← Delta"
    assert reasons(drawn) == ["vertical arrow without a clear end"]
    assert ("Gamma", "Alpha", 11) not in feeds(drawn)


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("A -> B", [("A", "B")]),
        ("A --> B", [("A", "B")]),
        ("A => B", [("A", "B")]),
        ("A <- B", [("B", "A")]),
        ("A <-- B", [("B", "A")]),
        ("A ⇒ B", [("A", "B")]),
        ("[A b] --> [C]", [("A b", "C")]),
        ("A <-> B", [("B", "A"), ("A", "B")]),
        ("A ↔ B", [("B", "A"), ("A", "B")]),
        ("A → B\n  → C", [("A", "B"), ("B", "C")]),
        ("A →\nB", [("A", "B")]),
        ("User\n  |\n  v\nCDN", [("User", "CDN")]),
        ("User\n  ^\n  |\nCDN", [("CDN", "User")]),
        ("Client\n   ↓\nAPI\n   ↓\nDB", [("Client", "API"), ("API", "DB")]),
        ("Path: A → B", [("A", "B")]),
        ("      Raw\n     ↓    ↓\n  Batch  Live", [("Raw", "Batch"), ("Raw", "Live")]),
    ],
)
def test_arrows(drawn, expected):
    assert sorted((a, b) for a, b, _ in feeds(drawn)) == sorted(expected)


BOXES = """
┌────────┐     ┌─────────┐
│ Client │────▶│ Gateway │
└────────┘     └────┬────┘
                    │
             ┌──────┴──────┐
             ▼             ▼
        ┌─────────┐   ┌─────────┐
        │ Orders  │   │ Billing │
        │ service │   │  - tax  │
        └─────────┘   └─────────┘
"""


def test_drawn_boxes_and_branching_lines():
    assert feeds(BOXES) == [
        ("Client", "Gateway", 11),
        ("Gateway", "Orders service", 15),
        ("Gateway", "Billing", 15),
    ]
    facts = read_fence(fence(BOXES), PLACE).facts
    assert ("Billing", "tax", 18) in [
        (f.subject.text, f.object.text, f.span.line_start) for f in facts
    ]


def test_ascii_boxes():
    drawn = """
+--------+      +----+
| Client | ---> | LB |
+--------+      +----+
                  |
                  | miss
                  v
                +----+
                | DB |
                +----+
"""
    assert feeds(drawn) == [("Client", "LB", 11), ("LB", "DB", 15)]
    last = [f for f in read_fence(fence(drawn), PLACE).facts if f.relation == Said.FEEDS][-1]
    assert last.qualifiers == ("miss",)


def test_a_box_in_a_box():
    drawn = """
┌─────────────┐
│ Cluster     │
│  ┌───────┐  │
│  │ Node  │  │
│  └───────┘  │
└─────────────┘
"""
    facts = read_fence(fence(drawn), PLACE).facts
    assert [(f.subject.text, f.object.text) for f in facts] == [
        ("Layers", "Cluster"),
        ("Cluster", "Node"),
    ]


def test_words_on_a_line():
    drawn = """
In ──events──▶ Queue ──▶ Worker
                 ▲         │
                 └──retry──┘
"""
    found = [f for f in read_fence(fence(drawn), PLACE).facts if f.relation == Said.FEEDS]
    assert [(f.subject.text, f.object.text, f.qualifiers) for f in found] == [
        ("In", "Queue", ("events",)),
        ("Queue", "Worker", ()),
        ("Worker", "Queue", ("retry",)),
    ]
    assert [f.qualifiers for f in read_fence(fence("A --x--> B"), PLACE).facts][-1] == ("x",)


def test_what_is_tied_to_nothing_is_reported():
    assert reasons("A → B\n\nsome words on their own") == ["text beside a drawing"]
    assert reasons("→") == ["arrow without a clear end"]
    assert reasons("A\n ←\n\nB → C")[0] == "arrow without a clear end"
    assert reasons("just some words\nand more words") == ["text block without arrows or branches"]


@pytest.mark.parametrize(
    ("text", "info"),
    [
        ("def f(x) -> int:\n    return x", ""),
        ("A -> B", "python"),
        ("$ kubectl get pods\nNAME -> x", ""),
        ("key: value\nlist:\n  - a", ""),
        ('{"a": 1,\n "b": 2}', ""),
    ],
)
def test_code_states_nothing(text, info):
    assert content_of(fence(text, info)) is Content.CODE
    found = read_fence(fence(text, info), PLACE)
    assert not found.facts
    assert not found.unread


def test_chains_in_lines():
    assert [link.text for link in chain_of("raw → clean → model")] == ["raw", "clean", "model"]
    assert chain_of("It is clear that a → b") == []
    assert chain_of("p99 <= 50") == []
    assert chain_of("x->y") == []
    assert chain_of("no arrow") == []


MERMAID = """
flowchart LR
  %% a remark
  A[Client] -->|HTTPS| B("API (v2)")
  B --> C{Auth?} & D[(DB)]
  C -- yes --> E
  C -.->|no| F((Stop)); E ==> G
  G <--> H
  subgraph Back [Back office]
    I --> J
  end
  K --- L
  style A fill:#fff
"""


def test_an_arrows_label_is_a_verb_or_a_condition():
    text = "flowchart LR\n  A -->|writes to| B\n  A -->|on success| C\n  A -- no --> D\n"
    found = read_fence(fence(text, "mermaid"), PLACE)
    told = {(f.relation, f.object.text, f.qualifiers) for f in found.facts if f.subject.text == "A"}
    assert told == {
        ("writes to", "B", ()),
        ("feeds into", "C", ("on success",)),
        ("feeds into", "D", ("no",)),
    }


def test_mermaid_flowcharts():
    found = read_fence(fence(MERMAID, "mermaid"), PLACE)
    told = [(f.subject.text, f.relation, f.object.text, f.span.line_start) for f in found.facts]
    for expected in [
        ("Client", "feeds into", "API (v2)", 12),
        ("API (v2)", "feeds into", "Auth?", 13),
        ("API (v2)", "feeds into", "DB", 13),
        ("Auth?", "feeds into", "E", 14),
        ("Auth?", "feeds into", "Stop", 15),
        ("E", "feeds into", "G", 15),
        ("G", "feeds into", "H", 16),
        ("H", "feeds into", "G", 16),
        ("Layers", "includes", "Back office", 17),
        ("Back office", "includes", "J", 18),
        ("I", "feeds into", "J", 18),
    ]:
        assert expected in told
    assert [u.reason for u in found.unread] == ["line without an arrowhead"]


def test_other_mermaid_kinds():
    assert reasons('pie\n "a" : 3', "mermaid") == [
        "Mermaid diagram of a kind that is not read: pie"
    ]
    assert reasons("", "mermaid") == ["Mermaid diagram of a kind that is not read: none named"]
    assert reasons("graph TD\n ???", "mermaid") == ["Mermaid statement that is not read"]
    found = read_fence(fence("mindmap\n  root((Goal))\n    Cost\n    Speed", "mermaid"), PLACE)
    assert [(f.subject.text, f.object.text) for f in found.facts][1:] == [
        ("Goal", "Cost"),
        ("Goal", "Speed"),
    ]
