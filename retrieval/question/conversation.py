"""Follow-ups: a question that leans on the turns before it, written out in full.

"And for NLP?" takes the last question and puts NLP where something of the same kind stood; "it"
stands for what the last answer is about, "these" for what it named, "the fourth one" for one of
these in the order in which they were stated. Each of the last questions is resolved in its turn, so
that a chain of follow-ups holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.answer import Turn
from retrieval.memo import Memo
from retrieval.question.address import direct
from retrieval.question.chat import chat
from retrieval.question.cleaning import LONGEST_QUESTION
from retrieval.question.context import Context, compares, context_of
from retrieval.question.elliptical import asks_difference, choice, condition, difference, membership
from retrieval.question.history import recent
from retrieval.question.intent import find_kinds
from retrieval.question.link import Names
from retrieval.question.mentions import in_order
from retrieval.question.parts import parts
from retrieval.question.references import of_other_number, refers, written_out
from retrieval.question.sequences import another_place, next_asked, onward, step_asked
from retrieval.question.standing import goes_on_from, stands, without_then
from retrieval.question.substitution import ONES, OPENING, bare, substitute
from retrieval.text.english import join, plural
from retrieval.text.words import words

_ELLIPSIS = re.compile(
    r"^\s*(?:and|but|so|ok(?:ay)?|then|also|now)?[\s,]*"
    r"(?:what about|how about|(?:the\s+)?same (?:question |thing )?(?:for|with)|for|in|with|and)\b"
    r"(?!\s*,?\s*(?:(?:(?:in|on|at|for|with|to|from|by|of|under)\s+)?(?:what|which|who|whose|when|where|why|how|if)\b"
    r"|(?:does|do|is|are|can|should)\b\s*\w))",
    re.IGNORECASE,
)
_WHY = re.compile(OPENING + r"(?:why|how so|how come|why (?:is that|that|so))\b[^\w]*$", re.I)
_OTHERS = re.compile(
    r"\b(?:any|what|which|some)\s+(?:other|others|else)\b.*\b(?:kind|sort|type|like (?:it|that))\b"
    r"|^\s*(?:and\s+)?(?:any\s+)?others?[^\w]*$"
    r"|^\s*(?:any|what|anything|who)\s*(?:thing)?\s*else[^\w]*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    OPENING + r"how many (?:(?:is|are|were) (?:that|those|these|they|there|it)"
    r"(?: in (?:all|total))?|in (?:all|total)|altogether"
    r"|of (?:them|those|these)(?: are there)?)\W*$",
    re.IGNORECASE,
)
"""The number of what the last answer listed."""
_OTHER = re.compile(
    r"\bthe other (?:(?:kind|type|sort|one)\b(?:\s+of\s+(?P<of>\w+))?|(?P<noun>\w+))",
    re.IGNORECASE,
)
"""What is like the thing that was spoken of: "the other kind of drift"."""
_MOST_WORDS = 8
"""Longer questions that begin with "for" or "in" stand on their own."""
_LEAST_LISTED = 3
"""Names that are a list to which a later turn can come back."""
_ABOUT = re.compile(r"^(?:please )?(?:tell|explain|describe|say|more|details?)\b", re.IGNORECASE)
_OF = re.compile(r"\b(?:examples?|instead)$", re.IGNORECASE)
_DESIGNS = re.compile(
    r"\b(?:design|build|architect)\s+(?:an?\s+|the\s+)?(?!(?:it|this|that|one|them|these)\b)\w{3}",
    re.IGNORECASE,
)
"""A design of something of its own, which leans on nothing: "How would you design …?"."""
_DESIGN = re.compile(
    r"(?:\bin a design of|\b(?:design|build|architect)(?:ing)?)\s+(?P<said>\w.*?)\W*$",
    re.IGNORECASE,
)
"""A design that was spoken of, with what is designed."""
_SHORT = 6
"""Words of a question that may lean on the one before it without saying so."""
_MEANT = re.compile(r"^\W*(?:(?:no|nope|sorry)\b\W*)*i\s+(?:meant|mean)\s+", re.IGNORECASE)
"""What begins a correction of the last question."""
_MARK = re.compile(r"(?<!\s)\s*+\[\d+\]")


@dataclass(frozen=True, slots=True)
class _Past:
    """What stays of the turns before the last one."""

    listed: tuple[str, ...] = ()
    """The names of the last list, of some turns ago perhaps."""
    asked: tuple[str, ...] = ()
    """The last two questions as understood."""


def resolve(question: str, history: Sequence[Turn], names: Names) -> str:
    """Return the question as understood after the last turns before it (``recent``)."""
    contexts = Memo[tuple[str, str], Context](lambda said: context_of(*said, names))
    understood = ""
    answer = ""
    past = _Past()
    idle = False
    for turn in recent(history):
        if turn.role == "user":
            idle = chat(turn.content, first=not understood) is not None
        if idle:
            continue  # what was said beside the subject leaves what was spoken of before it
        if turn.role == "user":
            before = contexts[understood, answer] if understood else None
            understood = _turn(turn.content, before, past, names)
            past = replace(past, asked=(*past.asked[-1:], understood))
        else:
            answer = _MARK.sub("", turn.content)
            items = contexts[understood, answer].items
            listed = _last_list(past.listed, items, compared=compares(understood))
            past = replace(past, listed=listed)
    before = contexts[understood, answer] if understood else None
    return _turn(question, before, past, names)


def _turn(question: str, before: Context | None, past: _Past, names: Names) -> str:
    """Resolve one question by what was spoken of before it, if anything was, and the past."""
    if before is None:
        return direct(question)
    context = replace(before, listed=past.listed)
    if asks_difference(question):
        spoken = [(asked, context_of(asked, "", names).subject) for asked in past.asked]
        if compared := difference(context, spoken):
            return compared
    return _one(question, context, names)


def _one(question: str, context: Context, names: Names) -> str:
    """Resolve one question by what was spoken of before it.

    What would be longer than a question may be when it is written out stands as it was asked.
    """
    text = direct(_MEANT.sub("", question, count=1))
    first, rest = _first(text)
    written = _written(first, context, names)
    if rest:
        if of_other_number(rest, first):
            rest = written_out(rest, context, [])
        written = f"{bare(written)}{rest}" if written != first else text
    return written if len(written) <= LONGEST_QUESTION else text


def _first(text: str) -> tuple[str, str]:
    """Return the first of several questions and what stands behind it, nothing for one alone.

    The later ones lean on the first, which alone leans on the turn before.
    """
    cut = parts(text)
    if len(cut.texts) == 1 or cut.nested or cut.about or not text.startswith(cut.texts[0]):
        return text, ""
    first = cut.texts[0]
    return (first, text[len(bare(first)) :]) if len(words(first)) > 1 else (text, "")


def _written(text: str, context: Context, names: Names) -> str:
    """Write out what a question leans on in the one before it, if it does."""
    before = context.question
    short = _short(text, context, names) or _the_other(text, context, names)
    if alone := short or _in_design(text, before, names):
        return alone
    if supposed := condition(text, context, names):
        return written_out(supposed, context, in_order(supposed, names))
    if (_ELLIPSIS.match(text) or ONES.match(text)) and len(words(text)) <= _MOST_WORDS:
        if not find_ordinal(text):
            return substitute(text, before, names)
        written = written_out(text, context, [])
        one = _names_one_of(before, context, names) and not context.compares
        if written != text and one and not _is_listed(written, before, names):
            return substitute(written, before, names)
    return _lean(text, context, names)


def _in_design(text: str, before: str, names: Names) -> str:
    """Ask for a step of the design of which was spoken: "what would you monitor there"."""
    designed = _DESIGN.search(before)
    rest = without_then(bare(re.sub(OPENING + r"(?=\w)", "", text, flags=re.I)))
    if designed is None or _DESIGNS.search(rest) or _ELLIPSIS.match(text):
        return ""
    back = refers(rest) or rest != bare(re.sub(OPENING + r"(?=\w)", "", text, flags=re.I))
    own = in_order(rest, names) or stands(rest, names, goes_on=False)
    return f"{rest} in a design of {designed['said']}?" if back or not own else ""


def _last_list(listed: tuple[str, ...], items: Sequence[str], *, compared: bool) -> tuple[str, ...]:
    """Return the list that later turns can come back to."""
    if compared and len(items) > 1:
        return listed if set(items) <= set(listed) else tuple(items)
    return tuple(items) if len(items) >= _LEAST_LISTED else listed


def _is_listed(text: str, before: str, names: Names) -> bool:
    """Whether the last question names already what a turn names."""
    return any(m.span.lower() in before.lower() for m in in_order(text, names))


def _names_one_of(before: str, context: Context, names: Names) -> bool:
    """Whether the last question was about one thing of the list that is spoken of."""
    return any(mention.span in context.listed for mention in in_order(before, names))


def _short(text: str, context: Context, names: Names) -> str:
    """Resolve the follow-ups that name nothing at all; empty for any other."""
    if _WHY.match(text):
        return _why(context)
    if other := another_place(text, context) or step_asked(text, context):
        return other
    if (beside := onward(text, context, names)) is not None:
        return beside or text
    return (
        _listed(text, context)
        or next_asked(text, context)
        or choice(text, context)
        or membership(text)
    )


def _listed(text: str, context: Context) -> str:
    """Resolve what asks for the number, or for the rest, of what the last answer listed."""
    if _NUMBER.match(text):
        if len(context.several) == 1:  # it listed none
            return f"How many {context.several[0]} are there?"
        return f"{bare(context.question)}, and how many are these?"
    if _OTHERS.search(text) and (group := context.group):
        if find_kinds(group):
            return f"Which {plural(group)} are there?"
        return f"What are all the examples of {group}?"
    return ""


def _the_other(text: str, context: Context, names: Names) -> str:
    """Ask the last question of the one thing that is like what it named: "the other kind of …"."""
    match = _OTHER.search(text)
    if match is None or len(words(text)) > _MOST_WORDS:
        return ""
    noun = match["of"] or match["noun"]
    for mention in context.asked:
        others = names.alike(mention.node_id)
        said = not noun or words(noun)[-1].stem in {word.stem for word in words(mention.span)}
        if len(others) == 1 and said:
            return substitute(others[0], context.question, names)
    return ""


def find_ordinal(text: str) -> bool:
    """Whether a text speaks of one of several by its place."""
    return bool(
        re.search(r"\b(?:first|second|third|fourth|fifth|last|former|latter)\b", text, re.I)
    )


def _why(context: Context) -> str:
    new = [mention.span for mention in context.new[:2]]
    asked = [mention.span for mention in context.asked[:1]]
    if new and asked:
        return f"Why {join(new)} for {asked[0]}?"
    if new or asked:
        return f"Why {join(new or asked)}?"
    return f"{bare(context.question)}, and why?"


def _lean(text: str, context: Context, names: Names) -> str:
    """Write out pronouns; add what the last question was about to one that names nothing."""
    own = in_order(text, names)
    out = written_out(text, context, own)
    if out != text or (own and not goes_on_from(text)):
        return re.sub(OPENING + r"(?=\w)", "", out, flags=re.I) if out != text else out
    rest = bare(re.sub(OPENING + r"(?=\w)", "", text, flags=re.I))
    goes_on = rest != bare(text)
    if not (goes_on or len(words(text)) <= _SHORT) or refers(text) or _DESIGNS.search(rest):
        return text
    if stands(rest, names, goes_on=goes_on):
        return f"{without_then(rest)}?" if goes_on else text
    if len(words(without_then(rest))) > 1:
        rest = without_then(rest)
    subject = join(context.items) if context.compares else context.subject
    if not subject:
        return f"{rest}: {bare(context.question)}?"
    link = "about" if _ABOUT.match(rest) else "of" if _OF.search(rest) else "for"
    return f"{rest} {link} {subject}?"
