"""What every source file keeps to: size, documentation, names and the direction of imports."""

import ast
import importlib.metadata
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("ingest", "graph", "retrieval", "api", "ui")
"""From the lowest to the highest: a package imports itself and those before it."""

FOLDERS_WITH_PYTHON = {*PACKAGES, "benchmarks", "deploy", "docs", "scripts", "tests"}

MODULE_LINES = 300
FUNCTION_LINES = 40

Function = ast.FunctionDef | ast.AsyncFunctionDef

MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def own_functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def public(body: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    """Public functions and classes of a module, and the public methods of those classes."""
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_is_short(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MODULE_LINES, f"{lines} lines: one idea a module"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_functions_are_short(path):
    sizes = {node.name: node.end_lineno - node.lineno + 1 for node in own_functions(path)}
    too_long = {name: lines for name, lines in sizes.items() if lines > FUNCTION_LINES}
    assert not too_long


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_and_everything_public_is_documented(path):
    module = tree(path)
    undocumented = [node.name for node in public(module.body) if not ast.get_docstring(node)]
    assert ast.get_docstring(module), "the module needs a docstring"
    assert not undocumented


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return []


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_imports_point_left(path):
    package = path.relative_to(ROOT).parts[0]
    right = PACKAGES[PACKAGES.index(package) + 1 :]
    names = [name for node in ast.walk(tree(path)) for name in imported(node)]
    assert not [name for name in names if name.split(".")[0] in right]


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_is_not_named_like_the_standard_library(path):
    assert path.stem not in sys.stdlib_module_names - {"__init__"}


def test_folders_with_python_are_the_known_ones():
    # A package that nobody listed would escape every import contract in silence.
    folders = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and any(path.rglob("*.py"))
    }
    assert folders <= FOLDERS_WITH_PYTHON


def test_no_other_distribution_claims_our_package_names():
    # Two wheels that ship the same top-level name overwrite each other without a warning.
    claimed = importlib.metadata.packages_distributions()
    others = {name: set(claimed.get(name, ())) - {"designbook"} for name in PACKAGES}
    assert not {name: owners for name, owners in others.items() if owners}
