"""Names that prose gives in passing: "this gap, which I call the lull", "By yarn we mean …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile

from ingest.document import MarkKind
from ingest.facts import Fact, Role, Said
from ingest.grammar.nouns import without_article
from ingest.grammar.sentences import Sentence
from ingest.grammar.terms import clean_term
from ingest.grammar.words import BOUNDARIES, FINITE, PRONOUNS, first_word, is_name, words
from ingest.readers.sentence import Clause
from ingest.readers.subjects import VERB_FORMS, defined
from ingest.tuples import new

NAMING = frozenset({"call", "called", "known", "dubbed", "mean", "i.e.", "i.e.,", "ie", "is,"}) | {
    "(that",
    "(i.e.",
    "(i.e.,",
}
"""Words of which every such sentence holds one."""
_SPEAKER = (
    r"(?:(?:[Tt]he|[Oo]ur)\s[a-z]+s|I|[Ww]e|[Pp]eople|[Ee]veryone|[Ee]verybody|[Ss]ome|[Mm]any"
    r"|[Tt]hey|you)"
)
_HEDGE = r"(?:(?:[a-z]+ly|often|sometimes|just|also|like\sto|will|all|would)\s)*"
_WHICH = re.compile(
    rf",\s(?:which|that|what|something)\s(?:{_SPEAKER}\s{_HEDGE}call|(?:is|are)\s{_HEDGE}(?:called|known\sas))\s"
)
_CALL_THIS = re.compile(
    rf"(?:^|[,;:]\s(?:and\s|so\s)?|\sand\s|\s[–—-]\s){_SPEAKER}\s{_HEDGE}call\s"
    r"(?:this|that|it|them|these|those)\s(?:[a-z]+\s(?=(?:an?|the)\s))?"
)
_THIS_IS_CALLED = re.compile(
    rf"^(?:It|[Tt]h(?:is|at|ese)(?:\s[a-z]+)?|Such\s[^,;:]{{2,40}})\s(?:is|are)\s{_HEDGE}"
    rf"(?:called|known\sas|what\s{_SPEAKER}\s{_HEDGE}call)\s"
)
_IS_CALLED = re.compile(
    r"^(?P<told>(?:An?|The|Any|Every|Each|Our)\s[^;:]{6,160}?)\s(?:is|are)\s(?:what\swe\scall|called|known\sas|dubbed)\s"
)
_CALLED = re.compile(
    r"(?P<comma>,?)\s(?:(?:also|better|otherwise|commonly|sometimes)\s)?(?P<how>known\sas|called|dubbed)\s"
)
_BY = re.compile(
    r"(?:^|,\s|\s)[Bb]y\s(?P<name>[^,;:]{2,50}?),?\s(?:I|we|they)\s(?:[a-z]+\s)?mean\s(?P<told>\S.{5,})$",
    re.DOTALL,
)
_WHAT = re.compile(rf"^What\s{_SPEAKER}\s{_HEDGE}call\s")
_THAT_IS = re.compile(
    r"(?P<open>\s\(|,\s|\s[–—]\s)(?:i\.\s?e\.,?|ie|that\sis(?:,|\sto\ssay,?))\s(?P<told>[^();]{4,140})"
)
_IS = re.compile(r"\s(?:is|are)\s(?P<told>\S[^;]{4,})$", re.DOTALL)
_POINTING = re.compile(
    r"(?:^|,\s|\s(?=and|but|so))(?:(?:and|but|so)\s)?(?:[Tt]his|[Tt]hat|these|those)(?:\s[\w-]+){0,2}$"
)
_ARTICLE = re.compile(r"(?<!\S)(?:[Aa]n?|[Tt]he|[Oo]ne|[Oo]ur)\s(?=\S)")
_DEFINES = re.compile(r"[^,]{1,60},\s(?:is|are)\s(?:an?|the|any)\s")
_NAME = re.compile(r"(?:(?:an?|the|our)\s)?(?P<name>[^\s,;:.()][^,;:()]{0,60})")
_QUOTED = re.compile(r"(?:(?:an?|the|our)\s)?[\"“‘'](?P<name>[^\"”’']{2,60})[\"”’']")
_MARKS = frozenset({MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.CODE})
_AFTER_NAME = (BOUNDARIES | FINITE | {"it", "we", "they", "he", "she"}) - {"of", "not"}
_NO_NAME = PRONOUNS | {"once", "twice", "again", "often", "back", "up", "upon", "for", "every"}
_WITHIN = BOUNDARIES - {"of", "for", "between", "without", "a", "an", "the", "and", "our", "its"}
_NO_PHRASE = FINITE | (PRONOUNS - {"one", "our", "its", "no"}) | VERB_FORMS
_MOST_NAME = 4
_LEAST_TOLD = 2
_LEAST_FRONT = 3
_LEAST_CLAUSE = 4
_MOST_TOLD = 40
_MOST_PHRASE = 8


def named_in_passing(said: Clause, plain: str, before: Sentence | None) -> Iterator[Fact]:
    """Yield what a sentence, or the one ``before`` it, says of the name that it gives."""
    for form in _FORMS:
        found = form(said, plain)
        if found is None:
            continue
        name, told = found
        start = said.sentence.start
        if not told and before is not None:
            told, start = before.text.rstrip(".! "), before.start
        if not is_name(name, _MOST_NAME) or first_word(name) in _NO_NAME:
            continue
        if _LEAST_TOLD <= told.count(" ") + 1 <= _MOST_TOLD:
            whole = new(Sentence, (said.sentence.text, start, said.sentence.end))
            told = clean_term(told)
            yield from said._replace(sentence=whole).facts(
                name, Said.DEFINITION, [(told, Role.PROSE)]
            )


def _which(said: Clause, plain: str) -> tuple[str, str] | None:
    match = _WHICH.search(plain) or _CALL_THIS.search(plain)
    if match is None:
        return None
    at = match.end()
    if match.re is _CALL_THIS:
        # "call this state *permanent repair*": the noun in front is no part of the name.
        noun = plain.find(" ", at) + 1
        at = noun if noun and _is_set_off(said, noun) else at
    return _name_at(said, plain, at), _told_before(plain[: match.start()])


def _is_set_off(said: Clause, start: int) -> bool:
    at = said.sentence.start + start
    return any(mark.start == at and mark.kind in _MARKS for mark in said.text.marks)


def _told_before(front: str) -> str:
    """Return what a name was just given to; nothing where it only points back."""
    told = _POINTING.sub("", front).rstrip(" ,;:–—")
    _, joined, last = told.rpartition(", and ")
    told = last if joined and last.count(" ") >= _LEAST_CLAUSE else told
    return told if told.count(" ") + 1 >= _LEAST_FRONT else ""


def _is_called(said: Clause, plain: str) -> tuple[str, str] | None:
    if match := _THIS_IS_CALLED.match(plain):
        return _name_at(said, plain, match.end()), ""
    if match := _WHAT.match(plain):
        name = _name_at(said, plain, match.end())
        is_told = _IS.search(plain, match.end())
        return (name, is_told["told"]) if is_told else None
    match = _IS_CALLED.match(plain)
    return (_name_at(said, plain, match.end()), match["told"]) if match else None


def _called(said: Clause, plain: str) -> tuple[str, str] | None:
    """Read "a second copy, known as the shadow", "a job called `late`"."""
    match = _CALLED.search(plain)
    if match is None:
        return None
    front = plain[: match.start()]
    phrase = _phrase(front) or (front if _is_bare(front, plain[match.end() :]) else "")
    if not phrase or (not match["comma"] and phrase[:2].lower() not in {"a ", "an", "on"}):
        return None
    return _name_at(said, plain, match.end(), open_end=not match["comma"]), phrase


def _is_bare(front: str, behind: str) -> bool:
    """Say whether all that stands before "also known as" is a name of two words or more.

    "X, also called Y, is a Z" is a definition of X, and read as one.
    """
    found = words(front)
    if _DEFINES.match(behind):
        return False
    return len(found) > 1 and is_name(front, _MOST_NAME) and _NO_PHRASE.isdisjoint(found)


def _phrase(front: str) -> str:
    """Return the noun phrase that a text ends in, from its article on."""
    for match in _ARTICLE.finditer(front):
        phrase = front[match.start() :]
        found = words(phrase)[1:]
        if 0 < len(found) <= _MOST_PHRASE and "," not in phrase:
            inner = {word for word in found if word in _WITHIN or word in _NO_PHRASE}
            if not inner:
                return phrase
    return ""


def _meant(_said: Clause, plain: str) -> tuple[str, str] | None:
    match = _BY.search(plain)
    return (clean_term(without_article(match["name"])), match["told"]) if match else None


def _that_is(_said: Clause, plain: str) -> tuple[str, str] | None:
    match = _THAT_IS.search(plain)
    if match is None:
        return None
    front, told = plain[: match.start()], match["told"]
    name = _named_last(front)
    return (name, told if "(" in match["open"] else told.split(",")[0]) if name else None


def _named_last(front: str) -> str:
    """Return the name that a text ends in: all of it, or what stands behind its last article."""
    articles = list(_ARTICLE.finditer(front))
    name = front[articles[-1].end() :] if articles else front
    found = words(name)
    if not found or not BOUNDARIES.isdisjoint(found) or not _NO_PHRASE.isdisjoint(found):
        return ""
    return defined(name) if articles else clean_term(name)


def _name_at(said: Clause, plain: str, start: int, *, open_end: bool = False) -> str:
    """Return the name at an offset: what is set off or quoted there, else all that can be of it.

    ``open_end``: what follows may go on, so that only a single word or a capital is sure.
    """
    behind = plain[start:]
    if quoted := _QUOTED.match(behind):
        return clean_term(quoted["name"])
    bare = len(behind) - len(without_article(behind))
    at = said.sentence.start + start + bare
    for mark in said.text.marks:
        if mark.kind in _MARKS and mark.start == at:
            return clean_term(said.text.plain[mark.start : mark.end])
    match = _NAME.match(behind)
    kept: list[str] = []
    for word in match["name"].split() if match else ():
        if word.lower() in _AFTER_NAME:
            break
        kept.append(word)
    if open_end and len(kept) > 1:
        kept = list(takewhile(_is_capital, kept))
    return clean_term(" ".join(kept))


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


_FORMS: tuple[Callable[[Clause, str], tuple[str, str] | None], ...] = (
    _which,
    _is_called,
    _called,
    _meant,
    _that_is,
)
