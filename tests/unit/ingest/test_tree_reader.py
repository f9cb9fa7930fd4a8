"""Drawn and indented trees."""

from ingest.document import Fence, Span
from ingest.facts import Role, Said, Term
from ingest.readers.fences import read_fence
from ingest.readers.place import Holder, Place

TITLE = Term("Map", Role.HEADING)
PLACE = Place("d.md", ("Map",), Holder(TITLE, Said.INCLUDES, "Map"))


def told(text, info=""):
    lines = tuple(text.strip("\n").split("\n"))
    fence = Fence(info, lines, 1, Span("d.md", 0, len(lines) + 1))
    found = read_fence(fence, PLACE)
    assert not found.unread
    return [(f.subject.text, f.relation, f.object.text, f.span.line_start) for f in found.facts]


def test_flattened_bars_give_siblings():
    drawn = (
        "Goal\n└── Metrics (KPI, ROI)\n└── Deployment (Batch / Edge)\n└── Model Choice & Training"
    )
    assert told(drawn) == [
        ("Map", "includes", "Goal", 1),
        ("Goal", "branches into", "Metrics", 2),
        ("Metrics", "example", "KPI", 2),
        ("Metrics", "example", "ROI", 2),
        ("Goal", "branches into", "Deployment", 3),
        ("Deployment", "example", "Batch", 3),
        ("Deployment", "example", "Edge", 3),
        ("Goal", "branches into", "Model Choice & Training", 4),
    ]


def test_depth_is_the_column_of_the_label():
    drawn = "src/\n├── api/\n│   ├── main.py   # entry point\n│   └── routes.py\n└── README.md"
    assert told(drawn) == [
        ("Map", "includes", "src/", 1),
        ("src/", "branches into", "api/", 2),
        ("api/", "branches into", "main.py", 3),
        ("main.py", "is", "entry point", 3),
        ("api/", "branches into", "routes.py", 4),
        ("src/", "branches into", "README.md", 5),
    ]


def test_ascii_branches():
    drawn = "root\n|-- a\n|   `-- b\n+-- c"
    assert [(s, o) for s, r, o, _ in told(drawn) if r == Said.BRANCH] == [
        ("root", "a"),
        ("a", "b"),
        ("root", "c"),
    ]


def test_indentation_alone():
    drawn = "Platform\n  Ingestion\n    - Batch (Airflow)\n  Serving\nTeam\n  Ops"
    assert [(s, o) for s, r, o, _ in told(drawn) if r == Said.BRANCH] == [
        ("Platform", "Ingestion"),
        ("Ingestion", "Batch"),
        ("Platform", "Serving"),
        ("Team", "Ops"),
    ]


def test_what_a_program_measured_is_no_outline():
    printed = (
        "Summary:\n  Total:  30.0193 secs\n  Slowest:  10.1458 secs\nHistogram:\n  0.013 [1]  |■■■■"
    )
    lines = tuple(printed.split("\n"))
    found = read_fence(Fence("", lines, 1, Span("d.md", 0, len(lines) + 1)), PLACE)
    assert not found.facts
    assert [unread.reason for unread in found.unread] == ["text block without arrows or branches"]


def test_a_budget_is_an_outline():
    assert told("Budget 200 ms\n  retrieval 80 ms\n  ranking 100 ms")
