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


def occasion(line: str) -> LeadIn | None:
    """Return the occasion as the group that the list behind it belongs to."""
    match = _OCCASION.match(line.strip()) if "," in line else None
    return LeadIn(LeadInKind.GROUP, clean_label(match["occasion"])) if match else None
