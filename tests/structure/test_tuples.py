"""A named tuple that is made without its constructor is given a value for each of its fields."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path for package in ("ingest", "graph", "retrieval") for path in (ROOT / package).rglob("*.py")
)
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def is_named_tuple(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "NamedTuple" for base in node.bases)


def fields() -> dict[str, int]:
    """Named tuple of ``ingest`` to its number of fields; each name stands for one class."""
    found: dict[str, int] = {}
    for tree in (tree for path, tree in TREES.items() if path.is_relative_to(ROOT / "ingest")):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and is_named_tuple(node):
                assert node.name not in found, f"two named tuples are called {node.name}"
                found[node.name] = sum(isinstance(part, ast.AnnAssign) for part in node.body)
    return found


def wrong(tree: ast.Module, known: dict[str, int]) -> Iterator[str]:
    """Yield each call of ``new`` that does not give exactly the fields, as it is written."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func) in {"new", "tuples.new"}):
            continue
        match node.args:
            case [ast.Name(id=name), ast.Tuple(elts=given)] if (
                known.get(name) == len(given)
                and not node.keywords
                and not any(isinstance(value, ast.Starred) for value in given)
            ):
                continue
        yield f"line {node.lineno}: {ast.unparse(node)}"


def uses_new(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and node.module == "ingest.tuples"
        for node in ast.walk(tree)
    )


USERS = [path for path, tree in TREES.items() if uses_new(tree)]


@pytest.mark.parametrize("path", USERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_field_is_given_a_value(path: Path):
    assert list(wrong(TREES[path], fields())) == []


@pytest.mark.parametrize(
    "call", ["new(Two, (1,))", "new(Two, (1, 2, 3))", "new(Two, (1, *rest))", "new(Two, pair)"]
)
def test_a_call_with_other_values_is_found(call: str):
    assert len(list(wrong(ast.parse(call), {"Two": 2}))) == 1


def test_a_call_with_the_fields_is_not():
    assert list(wrong(ast.parse("new(Two, (1, 2))"), {"Two": 2})) == []
