"""Wanted: what a question asks of a thing that is seldom said where the thing is only named.

A cause, a remedy, a price, a drawback, who wrote the text: each is asked for in a few forms, and is
said with words of its own. What is said without any of them does not answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.question.address import either, lists


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for."""

    thing: str
    """Of what it is asked; empty for the text itself."""
    unsaid: str
    """What is not said where it is missing, behind "does not say"."""
    held: re.Pattern[str]
    """Words of which one is said where it is not missing."""


LONGEST = 5
"""Words of a name; what is longer is told rather than named."""
_ONE = r"(?:i|we|you|one|somebody|someone)"
_CAUSE = re.compile(
    r"\W*what\s+(?:(?:usually|often|typically|mostly)\s+)?(?:causes?|caused|brings?\s+about"
    r"|(?:is|are|was|were)\s+the\s+(?:\w+\s+)?(?:causes?|reasons?)\s+(?:of|for|behind))\s+(?P<thing>.+)",
    re.IGNORECASE,
)
_REMEDY = re.compile(
    rf"\W*(?:how\s+(?:(?:do|can|should|could|would|must)\s+{_ONE}|to|is|are)|what\s+helps\s+to)\s+"
    r"(?P<verb>prevent|avoid|fix|cure|solve|mitigate|repair|resolve|remedy|get\s+rid\s+of)\s+"
    r"(?P<thing>.+)",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\W*(?:what\s+(?:is|are)\s+the\s+(?:cost|costs|price)\s+of|how\s+expensive\s+(?:is|are)"
    r"|how\s+much\s+(?:does|do)(?=.*\bcosts?\b)|what\s+(?:does|do)(?=.*\bcosts?\W*$))\s+"
    r"(?P<thing>.+?)(?:\s+costs?)?",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\W*what\s+(?P<be>is|are)\s+the\s+(?:\w+\s+)?(?P<noun>drawbacks?|disadvantages?|downsides?"
    r"|weakness(?:es)?|cons|advantages?|benefits?|upsides?|pros|strengths?)\s+(?:of|to|with)\s+"
    r"(?P<thing>.+)",
    re.IGNORECASE,
)
_CAUSED = re.compile(
    r"\b(?:caus\w+|because|since|due to|owing to|reasons?|leads? to|led to|results? (?:in|from)"
    r"|whenever|comes? from|so that)\b",
    re.IGNORECASE,
)
_HELPED = re.compile(
    r"\b(?:prevent\w*|avoid\w*|fix\w*|cur(?:e|es|ed)|solv\w+|mitigat\w+|repair\w*|resol\w+|remed\w+"
    r"|address\w*|against|reduc\w+|so that|instead|must|should|guard\w*|ensur\w+|protect\w*)\b",
    re.IGNORECASE,
)
_PRICED = re.compile(
    r"[$€£¥]\s?\d|\d\s?[$€£¥]|\b(?:usd|eur|gbp|costs?|costly|pric\w+|cheap\w*|expensive\w*|budget|fees?"
    r"|free|charg\w+|licen[cs]e|money|paid|pays?)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:drawback\w*|disadvantage\w*|downside\w*|weak\w*|cons?|but|however|although|though|not"
    r"|never|cannot|slow\w*|late|expensive|costs?|wors\w+|bad\w*|limit\w*|lacks?|hard\w*|fails?"
    r"|loses?|leaves|versus|vs|against|tradeoff)\b|n['’]t\b",
    re.IGNORECASE,
)
_FAVOUR = re.compile(
    r"\b(?:advantage\w*|benefit\w*|upside\w*|strength\w*|strong\w*|pros?|good|better|best|fast\w*"
    r"|cheap\w*|eas\w+|simpl\w+|more|less|supports?|keeps?|saves?|private|high\w*|improv\w+|because"
    r"|suits?|useful|allows?|lets?|reus\w+|same|consisten\w+|without|fewer|reduc\w+|enough|for)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\b(?:authors?|written|wrote|writes|owners?|owned|owns|maintain\w*|edit(?:or|ed)\w*|publish\w*"
    r"|review\w*|updated|created|compiled|contact\w*|copyright)\b|©",
    re.IGNORECASE,
)


def wanted(clause: str) -> Wanted | None:
    """Return what a question asks for of these sorts; None for any other."""
    clause = clause.strip().rstrip(" ?.!")
    if _signed().match(clause):
        return Wanted("", "", _SIGNED)
    for form, told, held in _FORMS:
        if match := form.fullmatch(clause):
            if len(match["thing"].split()) > LONGEST:
                return None
            said = {name: text or "" for name, text in match.groupdict().items()}
            noun = said.get("noun", "").lower()
            favour = bool(re.match(r"adv|ben|up|pro|str", noun))
            return Wanted(said["thing"], told.format(**said), _FAVOUR if favour else held)
    return None


_FORMS = (
    (_CAUSE, "what causes {thing}", _CAUSED),
    (_REMEDY, "how to {verb} {thing}", _HELPED),
    (_COST, "what the cost of {thing} is", _PRICED),
    (_SIDE, "what the {noun} of {thing} {be}", _AGAINST),
)
"""How each sort is asked for, what is not said where it is missing, and how it is said."""


def _signed() -> re.Pattern[str]:
    """Return a pattern for questions who made the text itself, and when."""
    noun = either(lists("chat")["documents"])
    text = rf"(?:(?:the|this|these|that|your)\s+(?:{noun})|this|it|all\s+this)"
    made = (
        r"(?:wrote|writes|authored|made|makes|created|published|edited|maintains?|owns?|compiled"
        r"|has\s+written|is\s+writing|updates)"
    )
    whose = r"(?:authors?|writers?|editors?|owners?|maintainers?|creators?)"
    done = r"(?:written|made|created|published|edited|updated|reviewed|compiled|maintained)"
    return re.compile(
        rf"\W*(?:who\s+{made}\s+{text}|who\s+(?:is|are|was|were)\s+(?:the\s+)?{whose}(?:\s+of\s+{text})?"
        rf"|(?:when|by\s+whom|who)\s+(?:is|was|were)\s+{text}\s+(?:last\s+)?{done}(?:\s+by)?)\W*$",
        re.IGNORECASE,
    )
