"""Names of the field without a meaning beside them: what a handbook may be silent on.

``names.txt`` beside this module holds them, by area, between semicolons; ``README.md`` says how.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

_FILE = "names.txt"


@cache
def field_names() -> tuple[str, ...]:
    """Return the names in the order of the file, each once."""
    text = (resources.files("retrieval") / "lexicon" / _FILE).read_text("utf-8")
    lines = [line for line in text.split("\n") if not line.startswith("#")]
    areas = "\n".join(lines).replace("\n  ", " ").split("\n")
    found = (name.strip() for area in areas for name in area.partition(": ")[2].split(";"))
    return tuple(dict.fromkeys(name for name in found if name))
