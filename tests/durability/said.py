"""What commands of the program say: refusals on purpose, answers, and a clean bill of health."""

from __future__ import annotations

import json
import re

from tests.durability.editions import QUESTION
from tests.durability.folders import answered
from tests.durability.nursery import Command, Nursery

REMEDY = re.compile(r"designbook ingest|ingest again|make room|has room|--data|DATA_DIR|NEO4J_")


def check_refusal(command: Command) -> str:
    """See that a command ended with exit code 1 and one sentence that names the remedy."""
    assert command.wait() == 1, command.stderr
    assert "Traceback" not in command.stderr, command.stderr
    says = command.stderr.splitlines()[-1]
    assert says.startswith("designbook: "), command.stderr
    assert REMEDY.search(says), says
    return says


def mark_of(program: Nursery, **environment: str) -> str:
    """Ask, and return the mark of the answer."""
    ask = program.run("ask", "--json", QUESTION, **environment)
    assert ask.wait() == 0, ask.stderr
    return answered(ask.stdout)


def check_health(program: Nursery, **environment: str) -> None:
    """See that the doctor finds nothing wrong with store and index, and nothing left over."""
    doctor = program.run("doctor", "--json", **environment)
    found = {each["check"]: each for each in json.loads(doctor.stdout)["findings"]}
    for check in ("store", "generation", "index", "leftovers"):
        assert found[check]["level"] == "ok", found[check]
