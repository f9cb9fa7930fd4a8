"""What a comma sets off from a name to say what it is: "Seesaw, our broker", "Sift, sold by X"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.grammar.words import ARTICLES, PRONOUNS, first_word, is_name, word_set

DONE_WITH = re.compile(
    r"^(?:[a-z]{3,16}ed|bought|built|made|run|written|sold|kept|held|sent|driven|known|led|spun)"
    r"\s(?:by|in|on|from|with|to|at|for|as|into|off|out)\s"
)
"""A participle, what goes with it, and more behind: what was done to a thing."""
_WHOSE = frozenset({"our", "their", "its", "a", "an", "the"})
_ACTS = word_set("verbs") | word_set("imperatives")
_NO_NAME = ARTICLES | PRONOUNS | _ACTS
_MOST_WORDS = 4


def says_what_it_is(name: str, behind: str) -> bool:
    """Say whether the words behind the one comma of a text tell of the name in front of it.

    "Kafka, the broker" does; "Send a mail, the log follows" and "one key, a table" do not.
    """
    opening = behind.split(" ", 1)[0]
    if not (opening in _WHOSE and " " in behind) and not DONE_WITH.match(behind):
        return False
    named = name[:1].isupper() and is_name(name, _MOST_WORDS)
    return named and first_word(name) not in _NO_NAME


def goes_on(pieces: Sequence[str]) -> bool:
    """Say whether the one comma only sets off a participle: "maximum data loss, measured in s"."""
    if len(pieces) != 2 or not DONE_WITH.match(pieces[1]):  # noqa: PLR2004
        return False
    return pieces[0][:1].islower() and not first_word(pieces[0]).endswith("ed")
