"""The same text gives the same bytes, wherever, whenever and in whatever order it is ingested."""

import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]
SHAPES = ROOT / "tests/data/shapes"


@pytest.fixture
def book(tmp_path):
    """A folder of several handbooks, which share names of things."""
    folder = tmp_path / "book"
    (folder / "part").mkdir(parents=True)
    for file in (ROOT / "handbook").glob("*.md"):
        shutil.copy(file, folder)
    for file in SHAPES.glob("*.md"):
        shutil.copy(file, folder / "part")
    return folder


def exported(run, data, *paths, seed):
    done = run("ingest", *paths, "--data", data, PYTHONHASHSEED=seed)
    assert done.returncode == 0, done.stderr
    return run("export", "--format", "json", "--data", data, PYTHONHASHSEED=seed).stdout


def test_exports_are_byte_identical(run, new_folder, book, tmp_path):
    first = exported(run, new_folder("one"), book, seed="1")
    assert len(first) > 100_000
    moved = tmp_path / "elsewhere" / "another name"
    shutil.copytree(book, moved)
    again = exported(run, new_folder("two"), moved, seed="4711")
    assert again == first
    # One after another, unchanged files from the cache, in another order.
    files = sorted(path for path in moved.rglob("*.md"))
    data = new_folder("three")
    exported(run, data, *files[:2], seed="2")
    assert exported(run, data, moved, *files[::-1], seed="3") == first


def test_differences_and_findings_are_byte_identical(run, new_folder, book, small_handbook):
    data = new_folder("data")
    run("ingest", small_handbook, "--data", data)
    for command in (("diff", "--data", data), ("lint", "--level", "info")):
        for form in ((), ("--json",)):
            one, two = (
                run(*command, *form, book, book / "part", PYTHONHASHSEED=seed).stdout
                for seed in ("1", "99")
            )
            assert one == two != ""
