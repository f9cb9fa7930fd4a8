"""Which example questions a graph gives; that the service answers them is in ``test_asking``."""

import pytest

from ui.client import Graph, GraphEdge, GraphNode
from ui.example_questions import candidates, is_readable, lowered


def graph(nodes: dict[str, str], edges: list[tuple[str, str, str]]) -> Graph:
    return Graph(
        generation="g",
        nodes=tuple(GraphNode(id=name, kind=kind, name=name) for name, kind in nodes.items()),
        edges=tuple(
            GraphEdge(source=s, target=t, relation=r, label=r.lower().replace("_", " "))
            for s, r, t in edges
        ),
    )


def test_a_handbook_of_designs_is_asked_for_what_it_is_read_for():
    tools = [f"Tool {letter}" for letter in "ABC"]
    steps = [f"Step {letter}" for letter in "ABC"]
    given = graph(
        {
            "Credit risk": "UseCase",
            "Latency": "Tradeoff",
            "light": "Option",
            "heavy": "Option",
            "Serving Tools": "Concept",
            "Rollout": "Concept",
            **dict.fromkeys(tools, "Tool"),
            **dict.fromkeys(steps, "Step"),
        },
        [
            ("light", "VERSUS", "heavy"),
            *(("Serving Tools", "INCLUDES", tool) for tool in tools),
            *(("Rollout", "COVERS", step) for step in steps),
            ("Step A", "PRECEDES", "Step B"),
        ],
    )
    design, tradeoff, tool, process, *_ = candidates(given)
    assert design == ("How would you design a system for credit risk?",)
    assert tradeoff == (
        "What does the Latency tradeoff weigh?",
        "What is the difference between light and heavy?",
    )
    assert tool == ("Which serving tools are there?",)
    assert process == ("What are the steps of Rollout?", "What comes after Step A?")


def test_each_pattern_gives_a_question_about_its_commonest_object():
    given = graph(
        {
            "Ua": "UseCase",
            "Ub": "UseCase",
            "Mx": "Model",
            "My": "Model",
            "To": "Tool",
            "Co": "Concept",
        },
        [
            ("Ua", "USES", "Mx"),
            ("Ua", "USES", "My"),
            ("Ub", "USES", "My"),
            ("To", "SUITS", "Ua"),
            ("Co", "USES", "Mx"),
            ("Co", "USES", "My"),
        ],
    )
    assert candidates(given)[-1] == ("Which use case uses My?", "Which tool suits Ua?")


def test_structure_and_awkward_names_give_no_question():
    given = graph(
        {"S": "Section", "A": "Tool", "n" * 60: "Model", "0.4 GB RAM + SSD": "UseCase"},
        [
            ("S", "COVERS", "A"),
            ("A", "USES", "n" * 60),
            ("A", "USES", "missing"),
            ("A", "USES", "0.4 GB RAM + SSD"),
        ],
    )
    assert not any(candidates(given))


@pytest.mark.parametrize(
    ("name", "readable"),
    [
        ("Feature Store", True),
        ("A/B testing", True),
        ("Weights&Biases", True),
        ("Two-Tower", True),
        ("0.4 GB RAM + SSD", False),
        ("4Bit", False),
        ("a", False),
        ("--access", False),
        ("/using-npm/config", False),
        ("Which one?", False),
    ],
)
def test_values_flags_and_paths_are_no_names_for_a_question(name, readable):
    assert is_readable(name) == readable


def test_a_name_within_a_sentence():
    assert lowered("Credit risk") == "credit risk"
    assert lowered("NLP") == "NLP"
    assert lowered("Monitoring Tools for AI") == "monitoring tools for AI"


def test_a_relation_comes_again_only_after_every_other():
    given = graph(
        {"Ta": "Tool", "Tb": "Tool", "Mo": "Model", "Me": "Metric", "St": "Step"},
        [
            ("Ta", "USES", "Mo"),
            ("Tb", "USES", "Mo"),
            ("Ta", "USES", "Me"),
            ("Tb", "USES", "Me"),
            ("St", "SUITS", "Mo"),
        ],
    )
    assert [q.split()[2] for q in candidates(given)[-1]] == ["uses", "suits", "uses"]
