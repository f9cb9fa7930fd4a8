"""Which generation was live before the present one.

The store keeps both, but does not say which came first; an ingest that changes nothing must not
forget it.
"""

from __future__ import annotations

import json
from typing import cast

from api.settings import Settings
from graph.store import GraphStore
from retrieval.durable import whole_file


def write_history(settings: Settings, live: str, previous: str | None) -> None:
    """Remember what the live generation took the place of."""
    text = json.dumps({"live": live, "previous": previous})
    whole_file(settings.history_path, [f"{text}\n".encode()])


def generation_before(settings: Settings, store: GraphStore) -> str | None:
    """Return the generation before the live one, None where none is kept.

    Where the note is lost, a second generation in the store can only be that one.
    """
    live = store.live()
    others = [generation for generation in store.generations() if generation != live]
    noted = _noted(settings)
    if noted.get("live") == live:
        previous = noted.get("previous")
        return previous if previous in others else None
    return others[0] if len(others) == 1 else None


def _noted(settings: Settings) -> dict[str, str | None]:
    try:
        found = json.loads(settings.history_path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, str | None]", found) if isinstance(found, dict) else {}
