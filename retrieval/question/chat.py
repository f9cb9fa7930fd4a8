"""Chat: what people say that is no question about a subject.

A greeting, a word of thanks, "ok" and "bye" ask nothing, whatever was spoken of before; "help" asks
what can be asked; "What is this handbook about?" and "Summarize it" ask of the text as a whole. The
words are data (``asking_words.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from retrieval.question.address import direct, either, lists


class Chat(StrEnum):
    """What is said beside questions about a subject."""

    GREETING = "greeting"
    THANKS = "thanks"
    ASSENT = "assent"
    FAREWELL = "farewell"
    HELP = "help"
    OVERVIEW = "overview"


IDLE = frozenset({Chat.GREETING, Chat.THANKS, Chat.ASSENT, Chat.FAREWELL})
"""What asks nothing at all."""
_TOLD_FIRST = (Chat.FAREWELL, Chat.THANKS, Chat.GREETING, Chat.ASSENT)
"""Of several that stand in one text the one that is replied to."""


def chat(text: str, *, first: bool = True) -> Chat | None:
    """Return what a text is beside questions about a subject; None for such a question.

    "What is this about?" asks of the whole text only where nothing was spoken of before, so that
    ``first`` says that it begins the conversation.
    """
    bare = re.sub(r"\s+", " ", re.sub(r"[^\w\s'’/-]", " ", text)).strip().lower().replace("’", "'")
    if _is_idle(bare.split()):
        return next(one for one in _TOLD_FIRST if _of(one).search(bare))
    asked = direct(text).strip(" ?.!").lower().replace("’", "'")
    if any(_help().fullmatch(said) for said in (bare, asked)):
        return Chat.HELP
    if any(_overview(first=first).fullmatch(said) for said in (bare, asked)):
        return Chat.OVERVIEW
    return None


def _is_idle(said: Sequence[str]) -> bool:
    """Whether words are phrases that ask nothing, one of them more than what stands beside others.

    Phrases hold one another ("thank you", "very much"), so that a pattern would try every way of
    cutting a text into them; here each word is come to once, with and without such a phrase.
    """
    core, beside, longest = _phrases()
    reached = [(place == 0, False) for place in range(len(said) + 1)]
    for place in range(len(said)):
        plain, told = reached[place]
        for end in range(place + 1, min(place + longest, len(said)) + 1) if plain or told else ():
            phrase = tuple(said[place:end])
            if phrase in core:
                reached[end] = (reached[end][0], True)
            elif phrase in beside:
                reached[end] = (reached[end][0] or plain, reached[end][1] or told)
    return reached[-1][1]


@cache
def _phrases() -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]], int]:
    """Return the phrases that ask nothing, those beside them, and the words of the longest."""
    words = lists("chat")
    core = frozenset(tuple(text.split()) for one in _TOLD_FIRST for text in words[one])
    beside = frozenset(tuple(text.split()) for text in (*words["beside"], "please", "pls"))
    return core, beside, max(map(len, core | beside))


@cache
def _of(one: Chat) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(lists('chat')[one])})\b")


@cache
def _help() -> re.Pattern[str]:
    return re.compile(rf"(?:please\s+)?(?:{either(lists('chat')['help'])})(?:\s+(?:here|please))?")


@cache
def _overview(*, first: bool) -> re.Pattern[str]:
    """Return a pattern for questions about the whole text."""
    nouns = either(lists("chat")["documents"])
    owned = r"(?:(?:the|this|that|these|those|your|my|our|all|whole|entire)\s+)+"
    whole = rf"{owned}(?:{nouns})"
    it = rf"(?:{whole}|(?:it|this|everything)(?:\s+all)?)" if first else whole
    of = rf"(?:\s+(?:of|about|in|on|for)\s+{it})?"
    parts = r"(?:chapters?|sections?)"
    topics = r"(?:topics?|subjects?|themes?|chapters?|sections?|areas)"
    main = r"(?:main|key|major|most important|covered|different|other)"
    told = r"(?:(?:give|show|tell)(?:\s+me)?|i\s+(?:want|need)|can\s+i\s+have)?\s*"
    summary = r"(?:summary|overview|outline|synopsis|gist|tl;?dr|table\s+of\s+contents|toc)"
    do = r"(?:does|do)"
    cover = r"(?:cover|contain|deal\s+with|discuss|treat|include|address|talk\s+about)"
    shapes = (
        rf"(?:briefly\s+)?(?:summari[sz]e|outline|sum\s+up)\s+{it}",
        rf"(?:what(?:'s|\s+is|\s+are)|whats)\s+{it}(?:\s+all)?\s+(?:about|on)",
        rf"(?:what(?:'s|\s+is|\s+are)|whats)\s+in\s+{whole}",
        rf"what\s+{do}\s+(?:{whole}|you)\s+{cover}",
        rf"(?:what|which)\s+{topics}\s+{do}\s+(?:{whole}|you)\s+(?:have|{cover})",
        rf"(?:what|which)\s+(?:{parts}|{main}\s+{topics})\s+(?:are|is)\s+(?:there|covered){of}",
        rf"(?:what|which)\s+{topics}\s+(?:are|is)\s+(?:there|covered)\s+(?:of|in|by)\s+{whole}",
        rf"(?:what(?:'s|\s+are|\s+is)|list|name|show)\s+(?:me\s+)?(?:all\s+)?the\s+"
        rf"(?:{parts}|{main}\s+{topics}){of}",
        rf"(?:list|name|show)\s+(?:me\s+)?(?:all\s+)?{parts}{of}",
        rf"(?:main|key)\s+{topics}{of}",
        rf"(?:what(?:'s|\s+is)\s+|{told})(?:a|an|the)?\s*(?:(?:short|brief|quick|general)\s+)?{summary}"
        rf"\s+(?:of|about)\s+{it}",
        rf"{told}(?:a|an|the)?\s*(?:(?:short|brief|quick)\s+)?{summary}(?:\s+please)?",
        rf"(?:tell\s+me\s+about|describe|explain)\s+{whole}",
    )
    ask = r"(?:(?:can|could|would|will)\s+you\s+)?(?:please\s+)?"
    end = r"(?:\s+(?:for\s+(?:me|us)|please|briefly|in\s+short|quickly))*"
    return re.compile(f"{ask}(?:{'|'.join(f'(?:{shape})' for shape in shapes)}){end}")
