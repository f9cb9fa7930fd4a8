"""Compression: whether a sentence says no more than a statement does, in the statement's order.

A sentence passes if its words of content are words of the statement in the same order, with few
left out, and if every negator, quantifier, condition, pronoun and preposition of the statement
stands before the same word in both. So nothing is added, turned, narrowed or widened.
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.wording.tokens import END, Token

MOST_LEFT_OUT = 2
"""Words of content in a row that a sentence may leave out of a statement."""
LEAST_SHARE = 0.7
"""Share of the words of content between its first and last that a sentence has to keep."""
_NOT_NARROWING = frozenset({"it", "because"})
"""Guards that may be cut off behind what a sentence keeps."""
LEAST_WORDS = 2
"""A sentence with fewer words of content states nothing."""


def compresses(sentence: Sequence[Token], statement: Sequence[Token]) -> bool:
    """Whether a sentence says no more than a statement; both end with ``END``."""
    known = {token.stem for token in statement}
    kept = [token for token in sentence if token.stem in known or not token.is_neutral]
    kept = _with_lost(sentence, kept)
    if len(kept) - 1 < LEAST_WORDS:
        return False
    return any(
        _follows(kept, statement, start)
        for start, token in enumerate(statement)
        if token.stem == kept[0].stem
    )


def _with_lost(sentence: Sequence[Token], kept: Sequence[Token]) -> list[Token]:
    """Hand what stands before a neutral word that is left out on to the next kept word."""
    found: list[Token] = []
    lost: list[Token] = []
    for token in sentence:
        if token in kept:
            found.append(_merged([*lost, token]))
            lost = []
        else:
            lost.append(token)
    return found


def _merged(run: Sequence[Token]) -> Token:
    """Return the last token with the guards and signs of all."""
    last = run[-1]
    return Token(
        last.lower,
        last.stem,
        any(token.separated for token in run),
        frozenset[str]().union(*(token.guards for token in run)),
        frozenset[str]().union(*(token.weak for token in run)),
        frozenset[str]().union(*(token.directions for token in run)),
    )


def _follows(sentence: Sequence[Token], statement: Sequence[Token], start: int) -> bool:
    """Whether the words follow each other in a statement from ``start`` on."""
    if any(token.guards or token.weak for token in statement[:start]):
        return False
    at = start
    for number, token in enumerate(sentence):
        if token.lower == END:
            return _ends(token, statement[at:]) and _dense(number, at - start)
        run = _run(token, statement, at)
        if not run or not _alike(token, run, first=number == 0):
            return False
        at += len(run)
    return False


def _run(token: Token, statement: Sequence[Token], at: int) -> Sequence[Token]:
    """Return the tokens up to the next one of the same stem; empty if it is too far or missing."""
    for end in range(at, min(at + MOST_LEFT_OUT + 1, len(statement))):
        if statement[end].stem == token.stem:
            return statement[at : end + 1]
    return ()


def _alike(token: Token, run: Sequence[Token], *, first: bool) -> bool:
    """Whether what stands before a word is the same in both."""
    whole = run[-1]
    lost = any(left.guards or left.weak for left in run[:-1])
    other = token.guards != whole.guards or not whole.weak <= token.weak
    if lost or other or (token.is_number and token.lower != whole.lower):
        return False
    if first:
        return True
    together = any(skipped.separated for skipped in run) and not token.separated
    directions = frozenset[str]().union(*(skipped.directions for skipped in run))
    return not together and token.directions == directions


def _ends(end: Token, rest: Sequence[Token]) -> bool:
    """Whether nothing that narrows the claim is cut off, and nothing is added at the end."""
    whole = rest[-1]
    if len(rest) == 1 and (end.guards, end.directions) == (whole.guards, whole.directions):
        return whole.weak <= end.weak
    cut = frozenset[str]().union(*(token.guards | token.weak for token in rest))
    return not end.guards and cut <= _NOT_NARROWING and not end.directions


def _dense(kept: int, spanned: int) -> bool:
    return kept >= LEAST_SHARE * spanned
