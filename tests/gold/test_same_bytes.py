"""The exported graph is byte for byte the recorded one, whatever machine and Python read it."""

import os
import subprocess
import sys

import pytest

from tests.gold.exports import RECORDED, ROOT, digests, recorded

SURROUNDINGS = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711"},
    {"TZ": "America/St_Johns", "PYTHONHASHSEED": "0", "PYTHONOPTIMIZE": "1"},
]


def test_exports_have_the_recorded_digests() -> None:
    assert digests() == recorded(), (
        "The exported bytes changed. If that is meant, `python -m tests.gold.exports --renew`"
        f" writes {RECORDED.name} anew; if only this machine differs, they depend on it."
    )


@pytest.mark.parametrize("surroundings", SURROUNDINGS, ids=lambda env: env["PYTHONHASHSEED"])
def test_no_surroundings_change_a_byte(surroundings: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.gold.exports"],
        cwd=ROOT,
        env={**os.environ, **surroundings},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode("ascii").split("\n") == RECORDED.read_text("ascii").split("\n")
