import json
import zlib
from pathlib import Path

import pytest

from ingest.codec import Undecodable, from_bytes, to_bytes
from ingest.facts import Said
from ingest.reader import read

ROOT = Path(__file__).parents[3]
HANDBOOKS = sorted([*(ROOT / "handbook").glob("*.md"), *(ROOT / "tests/data").rglob("*.md")])


@pytest.mark.parametrize("path", HANDBOOKS, ids=lambda path: path.name)
def test_a_reading_comes_back_as_it_was(path):
    reading = read([path])
    back = from_bytes(to_bytes(reading))
    assert back == reading
    assert repr(back) == repr(reading)


def test_relations_stay_members_of_their_enumeration(small_handbook):
    back = from_bytes(to_bytes(read([small_handbook])))
    assert {type(fact.relation) for fact in back.facts} == {str, Said}


def packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zlib",
        zlib.compress(b"no json"),
        packed("a text"),
        packed([-1, 1, 2]),
        packed([]),
        packed([10_000, 1]),
        packed([0]),
        packed(["x"]),
        packed([None]),
        zlib.compress(b"[-1," * 100_000),
    ],
)
def test_other_bytes_are_refused(data):
    with pytest.raises(Undecodable):
        from_bytes(data)


def test_cut_bytes_are_refused(small_handbook):
    data = to_bytes(read([small_handbook]))
    for size in range(0, len(data) - 1, 97):
        with pytest.raises(Undecodable):
            from_bytes(data[:size])
