"""What a thing does and what is done to it: "X supports Y", "X is stored in Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts import Fact, Role, Said
from ingest.grammar.nouns import is_plural, without_article
from ingest.grammar.terms import clean_term
from ingest.grammar.words import first_word, is_name, one_of, phrases, word_set, words
from ingest.readers.in_charge import kept_by
from ingest.readers.objects import either
from ingest.readers.sentence import Clause, wanders
from ingest.readers.subjects import NAME_WORDS

OFTEN = (
    r"(?:(?:typically|commonly|often|usually|mainly|mostly|generally|primarily|widely|also|always"
    r"|then|both|first|normally)\s+)?"
)
_NOT_IN_PROSE = word_set("not_in_prose")
_BASE = phrases("base_verbs")
_SPOKEN = sorted(
    {*phrases("stating_verbs"), *phrases("prose_verbs")} - _NOT_IN_PROSE,
    key=lambda verb: (-len(verb), verb),
)
STATING = frozenset(verb.split()[0] for verb in (*_SPOKEN, *_BASE))
"""Words that the verbs of statements open with."""
_SPOKEN_SIGNS = frozenset(max(verb.split(), key=len) for verb in _SPOKEN)
_BASE_SIGNS = frozenset(max(verb.split(), key=len) for verb in _BASE)
SIGNS = _SPOKEN_SIGNS | _BASE_SIGNS
"""Words of which every statement with a verb holds one."""
_PLURAL_NOUNS = word_set("plural_nouns")
_THIRD_PERSON = word_set("sure_verbs")
_NOMINAL = word_set("nominal_verbs")
_LONGEST_NOMINAL = 8
_GOES_ON = re.compile(r"\s(?:to|when|if|because|so|before|after|until|while|which|but)\s")
_FOR_TWICE = re.compile(r"\b(?:and|or)\s+for\s")
_REASON = re.compile(r",?\s(?:because|since|so\sthat|unless|when|if)\s")
_USED = re.compile(
    rf"^(?P<subject>[^,;:]{{2,80}}?)\s+(?:is|are)\s+{OFTEN}used\s+for\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_NEEDED = re.compile(
    r"^(?:[Yy]ou|[Ww]e)\s(?:will\s|only\s|also\s)?need\s(?P<name>[^,;:]{2,50}?)\sfor\s(?P<rest>[^;:]{2,80})$",
    re.DOTALL,
)
_USED_TO = re.compile(_USED.pattern.replace(r"used\s+for", r"used\s+to"), re.DOTALL)
_NEXT_CLAUSE = re.compile(r",\s+(?:and|but|while|whereas|so|which)\s")
_OTHER_CLAUSE = re.compile(r",\s+(?:but|while|whereas|although|so|which|because|making)\s")
_AND_VERB = re.compile(r",?\s+and\s+(?:then\s+)?(?P<verb>[a-z]+s)\s+(?=\S)")
_AND_CLAIMS = re.compile(
    r",?\s+and\s+(?:[a-z]+ly\s+)?"
    r"(?:assumes|says|means|ensures|guarantees|implies|checks|knows|requires)\sthat\s"
)
_LONGEST_ACT = 12
_INSERTED = r"(?:,\s+(?:such\s+as|including|like)\s[^:;]{3,120}?,)?"
"""Examples between a subject and its verb, read by themselves."""
_STATES = re.compile(
    rf"^(?P<subject>[^,;:]{{2,80}}?){_INSERTED}\s+{OFTEN}"
    rf"(?P<verb>{one_of(_SPOKEN)})\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_THEY_STATE = re.compile(
    rf"^(?P<subject>[^,;:]{{1,80}}?s|[^,;:]{{1,40}}\sand\s[^,;:\s]{{1,40}}){_INSERTED}\s+{OFTEN}"
    rf"(?P<verb>{one_of(_BASE)})\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_IRREGULAR = "|".join(word for word in phrases("participles") if not word.endswith("ed"))
_FELT = "|".join(phrases("feelings"))
_DONE = rf"(?:(?!(?:{_FELT})\b)[a-z-]{{2,20}}ed|{_IRREGULAR})"
_MANNER = (
    "every|each|by|on|in|for|from|to|with|at|over|under|once|twice|within|via|through|only|when|if"
)
_PLACED = (
    rf"(?P<verb>(?:{_DONE})(?:\s+(?:up|out|over|back|off|down))?"
    r"\s+(?:in|by|to|with|on|from|into|through|via|at)|(?:preferred|chosen|favou?red)\s+over)"
)
_PASSIVE = re.compile(
    rf"^(?P<subject>[^,;:]{{2,80}}?){_INSERTED}\s+(?P<be>is|are)\s+{OFTEN}{_PLACED}\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_DONE_THEREBY = re.compile(
    rf",\s+(?:{_DONE}\s(?:{_MANNER})|[a-z]{{2,20}}ing\s(?:the|an?|its|their|it|them|all|each))\s"
)
"""What is added on what a verb acts on: ", trained every night", ", keeping the rows"."""
_IS_DONE = re.compile(rf"{_DONE}\s(?:in|by|to|with|on|from|into|through|via|at|for)")
_AND_DONE = re.compile(rf",?\s+(?:and|then|and then)\s+(?:{_DONE})\b")
_AND_PLACED = re.compile(rf",?\s+(?:and|then|and then)\s+{OFTEN}{_PLACED}\s+")
_TIMES = word_set("times")


_DEPENDS = re.compile(
    r"^(?:It|That|This)\s+(?:all\s+|mostly\s+|mainly\s+|usually\s+|really\s+)?depends\s+"
    r"(?:mostly\s+|mainly\s+)?on\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
DEPENDS = "depends on"


def is_done(phrase: str) -> bool:
    """Say whether two words tell what is done to a thing: "owned by", "stored in"."""
    return _IS_DONE.fullmatch(phrase) is not None


def used_for(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "X is used for A and B"."""
    match = _USED.match(plain)
    subjects = said.subjects(match.group("subject"), plural=True) if match else []
    if match and subjects:
        start, end = match.span("rest")
        reason = _REASON.search(plain, start)
        told = (clean_term(plain[reason.start() :]),) if reason else ()
        objects = said.listed(start, reason.start() if reason else end, Role.NONE)
        if _FOR_TWICE.search(match.group("rest")):
            # "used for A and for B": which parts belong to which side is not said.
            objects = [(clean_term(match.group("rest")), Role.PROSE)]
        for subject in subjects:
            yield from said.facts(subject, Said.USED_FOR, objects, told)


def needed_for(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "You need X for Y"."""
    match = _NEEDED.match(plain)
    name = said.subject(without_article(match["name"])) if match else ""
    if match and name:
        yield from said.facts(name, Said.USED_FOR, said.listed(*match.span("rest"), Role.NONE))


def used_to(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "X is used to do A", up to the next clause."""
    match = _USED_TO.match(plain)
    subjects = said.subjects(match.group("subject"), plural=True) if match else []
    act = clean_term(_NEXT_CLAUSE.split(match.group("rest"))[0]) if match else ""
    if len(words(act)) > 1 and len(words(act)) <= _LONGEST_ACT:
        for subject in subjects:
            yield from said.facts(subject, Said.USED_FOR, [(act, Role.PROSE)])


def states(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "X supports A, B and C"; a verb without its "s" needs a plural in front."""
    for form, signs in ((_STATES, _SPOKEN_SIGNS), (_THEY_STATE, _BASE_SIGNS)):
        match = None if signs.isdisjoint(said.words) else form.match(plain)
        if not match or _is_noun(match.group("verb"), match.group("rest")):
            continue
        subjects = said.subjects(match.group("subject"), plural=form is _THEY_STATE)
        if not subjects:
            continue
        if form is _THEY_STATE and len(subjects) == 1 and not is_plural(subjects[0]):
            continue
        verb = " ".join(match.group("verb").lower().split())
        objects, condition = _acted_on(said, verb, *match.span("rest"))
        objects = either(verb, match.group("rest"), objects)
        for subject in subjects:
            yield from said.facts(subject, verb, objects, condition)
        return


def _is_noun(verb: str, rest: str) -> bool:
    """Say whether a verb is a plural instead: "Feature stores need an index"."""
    return verb in _PLURAL_NOUNS and first_word(rest) in STATING


def depends(said: Clause, plain: str) -> Iterator[Fact]:
    """Read what the answer to a question depends on: "It depends on volume and cost"."""
    match = _DEPENDS.match(plain) if said.place.holder.relation == Said.ANSWER else None
    if match:
        objects, condition = said.named(*match.span("rest"), Role.NONE)
        for fact in said.facts("It", DEPENDS, objects, condition):
            yield fact._replace(subject=said.place.holder.subject)


def _acted_on(
    said: Clause, verb: str, start: int, end: int
) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Return what a verb acts on; what is needed or caused may be a longer phrase."""
    end = min(end, _clause_end(said.sentence.text, start))
    if thereby := _DONE_THEREBY.search(said.sentence.text, start, end):
        objects, told = said.named(start, thereby.start(), verb)
        return objects, (*told, clean_term(said.sentence.text[thereby.start() + 1 : end]))
    rest = without_article(clean_term(said.sentence.text[start:end]))
    long = len(words(rest)) > NAME_WORDS or wanders(rest)
    if verb in _NOMINAL and long and is_name(rest, _LONGEST_NOMINAL):
        items = said.items_at(start, end).items
        if len(items) == 1 and not _GOES_ON.search(rest):
            return [(rest, verb)], ()
    return said.named(start, end, verb)


def _clause_end(plain: str, start: int) -> int:
    """Return where the objects end: before ", which …" and before "and runs on …"."""
    clause = _OTHER_CLAUSE.search(plain, start)
    end = clause.start() if clause else len(plain)
    if " that " in plain and (claims := _AND_CLAIMS.search(plain, start, end)):
        end = claims.start()
    for match in _AND_VERB.finditer(plain, start, end):
        if match["verb"] in _THIRD_PERSON:
            return match.start()
    return end


def passive(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "X is stored in Y and served by Z", where and by what something is done."""
    match = _PASSIVE.match(plain)
    if not match:
        return
    subjects = said.subjects(match.group("subject"), plural=match.group("be") == "are")
    verb, start = match.group("verb"), match.start("rest")
    subjects = subjects or kept_by(verb, match.group("subject"), match.group("rest"))
    while subjects:
        following = _AND_PLACED.search(plain, start)
        done = _AND_DONE.search(plain, start)
        end = min([_clause_end(plain, start), *(m.start() for m in (following, done) if m)])
        relation = "is " + " ".join(verb.lower().split())
        objects, condition = said.named(start, end, relation)
        if not any(_TIMES.intersection(words(name)) for name, _ in objects):
            for subject in subjects:
                yield from said.facts(subject, relation, objects, condition)
        if following is None:
            return
        verb, start = following.group("verb"), following.end()
