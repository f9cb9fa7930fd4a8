"""Lead-ins that name an occasion and bid what follows: "Before you shear, do the following:"."""

from __future__ import annotations

import re

from ingest.grammar.lead_ins import LeadIn, LeadInKind
from ingest.grammar.terms import clean_label

_OCCASION = re.compile(
    r"^(?P<occasion>(?:Before|After|When|Whenever|If|Once|To|For|While|On)\s[^,;:]{3,80}),\s"
    r"(?:please\s)?[a-z' ]{0,30}(?:do\s(?:the\sfollowing|this|these)"
    r"|(?:follow|take|do|check|run)\s(?:the\sfollowing|these)(?:\s[a-z]+){0,3})\s*:?$"
)


_CONDITIONS = re.compile(
    r"^(?P<told>[^:;]{8,100}\s(?:if|when|unless|once)\s(?:(?:all|any|one|both|either|at\sleast\sone)"
    r"\s(?:of\s)?)?(?:these|the\sfollowing)(?:\s[a-z]+)?\s(?:holds?|appl(?:y|ies)|(?:is|are)\s(?:true|met)))"
    r"\s?:?$"
)
"""What a case is told to need: "A loom is sold if all of these hold:"."""


def occasion(line: str) -> LeadIn | None:
    """Return the occasion, or what has conditions, as the group that the list belongs to."""
    line = line.strip()
    if match := _CONDITIONS.match(line):
        return LeadIn(LeadInKind.GROUP, clean_label(match["told"]))
    match = _OCCASION.match(line) if "," in line else None
    return LeadIn(LeadInKind.GROUP, clean_label(match["occasion"])) if match else None
