"""One more try: whether a call that failed may be made again, and after which pause.

The providers' libraries wait as long as a server tells them to, up to minutes, and a reader would
wait with them. So they try nothing again themselves; here a short pause is made, a long one is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

LONGEST_PAUSE = 2.0
"""Seconds; where the server asks for more, the composed answer is the better one."""
PAUSE = 0.3
"""Seconds, where the server asks for none."""
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
"""Statuses of HTTP that the next request may not meet (RFC 9110 and 6585; 529 is Anthropic's)."""
_LOST = frozenset({"APIConnectionError", "ConnectError", "RemoteProtocolError"})
"""Names of what the providers' libraries raise where a connection fails, such as a stale one."""


def pause_before_retry(error: Exception) -> float | None:
    """Return the seconds to wait before one more try; None where it is not to be made."""
    if type(error).__name__ in _LOST:
        return PAUSE
    if getattr(error, "status_code", None) not in _PASSING:
        return None
    headers = getattr(getattr(error, "response", None), "headers", None)
    told = ""
    if isinstance(headers, Mapping):
        told = cast("Mapping[str, str]", headers).get("retry-after", "")
    if not told:
        return PAUSE
    try:
        seconds = float(told)
    except ValueError:  # a date, which says that it will take longer
        return None
    return max(seconds, 0.0) if seconds <= LONGEST_PAUSE else None
