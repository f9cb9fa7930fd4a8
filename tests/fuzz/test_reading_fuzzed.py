"""A short run of the fuzzing; ``python -m tests.fuzz.reading`` is the long one."""

from tests.fuzz.reading import run


def test_random_and_mutated_markdown_is_read():
    became = run(500)
    assert became["graph"] > 200
