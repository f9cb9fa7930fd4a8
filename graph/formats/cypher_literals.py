r"""Values as Cypher literals, and back.

In Cypher ``\u0027`` means a quote wherever it stands, in names too, and it is read before anything
else is. So a backslash in a text is doubled, and one in a name, where doubling does not help, is
written as ``\u005C``; both were tried on Neo4j 5.26 and 2026.
https://neo4j.com/docs/cypher-manual/current/syntax/parsing/#_unicode_escapes
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from graph.formats.parts import Malformed, shown

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "\\": "\\", "'": "'", '"': '"'}
_TO_ESCAPE = re.compile("[\\\\'\x00-\x1f\x7f-\x9f\u2028\u2029]")
_IN_NAME = re.compile("[`\\\\\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^'\\]|\\.)*')|(?P<number>-?[0-9]{1,18})|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<mark>[\[\]{}:,])|(?P<end>\Z))",
    re.DOTALL,
)
_DEEPEST = 20
"""Levels of nesting; what is written here has three."""

Token = tuple[str, str]
"""(group of ``_TOKEN``, what it matched)."""


def literal(value: object) -> str:
    """Return a text, a whole number, a list or a map of those as a literal on one line."""
    if isinstance(value, str):
        return f"'{_TO_ESCAPE.sub(_escape, value)}'"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, cast('list[object]', value)))}]"
    if isinstance(value, Mapping):
        entries = cast("Mapping[str, object]", value).items()
        return "{" + ", ".join(f"{name}: {literal(item)}" for name, item in entries) + "}"
    raise TypeError(f"there is no literal for {value!r}")


def quoted(name: str) -> str:
    """Return a label or a relationship type between backticks, on one line."""
    return f"`{_IN_NAME.sub(lambda found: _escape_in_name(found[0]), name)}`"


def parse(text: str) -> object:
    """Return the value of a literal that ``literal`` wrote; raises ``Malformed``."""
    tokens = _tokens(text)
    value = _value(next(tokens), tokens, 0)
    if next(tokens)[0] != "end":
        raise Malformed(f"more than one value stands in {shown(text)}")
    return value


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


def _escape_in_name(character: str) -> str:
    return "``" if character == "`" else f"\\u{ord(character):04X}"


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while True:
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise Malformed(f"no value can be read at {shown(text[at:])}")
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


def _value(token: Token, tokens: Iterator[Token], depth: int) -> object:
    group, said = token
    if depth > _DEEPEST:
        raise Malformed("it is nested too deeply")
    if group == "text":
        return _ESCAPED.sub(_unescape, said[1:-1])
    if group == "number":
        return int(said)
    if said == "[":
        return [_value(first, tokens, depth + 1) for first in _items(tokens, "]")]
    if said == "{":
        return dict(_entry(first, tokens, depth + 1) for first in _items(tokens, "}"))
    raise Malformed(f"{shown(said)} stands where a value should")


def _items(tokens: Iterator[Token], close: str) -> Iterator[Token]:
    """Yield the first token of each item up to the closing mark; the caller reads the rest."""
    token = next(tokens)
    while token[1] != close or token[0] != "mark":
        yield token
        token = next(tokens)
        if token == ("mark", ","):
            token = next(tokens)
        elif token != ("mark", close):
            raise Malformed(f"{shown(token[1])} stands where {close!r} should")


def _entry(name: Token, tokens: Iterator[Token], depth: int) -> tuple[str, object]:
    if name[0] != "name" or next(tokens) != ("mark", ":"):
        raise Malformed(f"{shown(name[1])} stands where a name should")
    return name[1], _value(next(tokens), tokens, depth)


def _unescape(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    if found[2] not in _LETTERS:
        raise Malformed(f"{shown(found[0])} is no escape")
    return _LETTERS[found[2]]
