"""Negation: whether a question asks for those things of which something is not so.

"Which kilns are not for glass?" asks for other kilns than those that are said to be for glass. What
must not be done, and what a text itself says not to be so, is asked for otherwise.
"""

from __future__ import annotations

import re

from retrieval.question.intent import Asked

_WHICH = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?(?:(?:for|in|with|on|at|from|to|by|of|under)\s+)?"
    r"(?:(?:which|what|whose)\s+(?!(?:is|was|do|does|did|can|could|if|happens?|should|to|else)\b)"
    r"|(?:name|list)\s)",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had)\b[^,;:]*?(?:\s(?:not|never)\b|n['’]t\b)"
    r"|\b(?:is|are|was|were|do|does|did|has|have|had)n['’]t\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s(?:if|when|where|while|because|although|but|than)\b.*", re.IGNORECASE)
"""What says no more of the things that are asked for."""
_MODAL = re.compile(
    r"\b(?:must|should|shall|may|might|can|could|would|will|ought|need)\b|\b(?:ca|wo)n['’]t\b|\bcannot\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\b(?:not|never)\s+(?:only|just|merely|yet|even)\b|\b(?:if|or)\s+not\b", re.I
)
DENYING = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|except|lacks?|lacking|avoid\w*"
    r"|reject\w*|forb\w+|prohibit\w*|exclud\w*|instead|unless|rather than|only)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words with which a text says itself what is not so."""


def denies(asked: Asked) -> bool:
    """Whether a question asks for things of which something is not so."""
    clause = _BEHIND.sub("", asked.clause, count=1)
    return bool(
        _WHICH.match(clause)
        and _DENIES.search(clause)
        and not _MODAL.search(clause)
        and not _NO_DENIAL.search(clause)
    )
