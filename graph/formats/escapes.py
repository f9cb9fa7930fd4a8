r"""Characters that a format cannot hold, written as ``_xHHHH_``.

The escape is that of Office Open XML (ECMA-376 part 1, 22.9.2.19, ``ST_Xstring``): four
hexadecimal digits of the character's UTF-16 code unit; an underscore that would begin such a
sequence is written as ``_x005F_``. A text without such characters stands as it is.
"""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LIKE_ONE = r"_(?=x[0-9A-Fa-f]{4}_)"

NOT_IN_XML = re.compile(rf"[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|{_LIKE_ONE}")
"""What no XML 1.0 document can hold (section 2.2, Char), and what looks like an escape."""
NOT_IN_LIST = re.compile(rf"\t|{_LIKE_ONE}")
"""What separates the items of a list in a field of CSV, and what looks like an escape."""


def escape(text: str, what: re.Pattern[str]) -> str:
    """Write the characters that ``what`` matches as escapes."""
    return what.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescape(text: str) -> str:
    """Return the text that was escaped."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
