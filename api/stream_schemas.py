"""What `/ask/stream` sends, described for the OpenAPI document.

A stream's schema is that of its events as an array, as OpenAPI 3.2 treats sequential media types.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

EVENT_STREAM = "text/event-stream"
_JSON = "application/json"
_SCHEMAS = "#/components/schemas"


class PieceOut(BaseModel):
    """A piece of an answer's text, as `/ask/stream` sends it."""

    text: str = Field(description="To be put behind the pieces before it.")


def _event(name: str, model: str, says: str) -> dict[str, Any]:
    content = {"$ref": f"{_SCHEMAS}/{model}"}
    return {
        "type": "object",
        "description": says,
        "required": ["event", "data"],
        "properties": {
            "event": {"const": name},
            "data": {"type": "string", "contentMediaType": _JSON, "contentSchema": content},
        },
    }


COMPONENTS: dict[str, dict[str, Any]] = {
    "PieceOut": PieceOut.model_json_schema(),
    "PieceEvent": _event("piece", "PieceOut", "A piece of the text, which was checked."),
    "AnswerEvent": _event("answer", "AnswerOut", "The whole answer, last and once."),
    "ErrorEvent": _event("error", "Problem", "Why it breaks off, last, in place of the answer."),
}
"""Schemas that no route refers to by a model of its own."""

_EVENTS = ("PieceEvent", "AnswerEvent", "ErrorEvent")
STREAM_CONTENT: dict[str, Any] = {
    "schema": {
        "type": "array",
        "items": {"oneOf": [{"$ref": f"{_SCHEMAS}/{name}"} for name in _EVENTS]},
    },
    "example": 'event: piece\ndata: {"text":"Typical models for forecasting are ARIMA and '
    'Prophet [1]."}\n\nevent: answer\ndata: {"question":"Which models are typical for '
    'forecasting?","answer":"…"}\n\n',
}
