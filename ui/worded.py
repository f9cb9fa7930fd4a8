"""Who worded an answer, in one sentence, where a language model was asked."""

from __future__ import annotations

FALLBACKS = {
    "failed": "could not be reached",
    "timed_out": "took too long",
    "unsupported": "said too little that the lines support",
    "budget_spent": "has used up its tokens for today",
    "busy": "is busy with other answers",
    "outline": "is not asked to word outlines",
}
"""Why a language model's words do not stand, as it is said of the model."""


def worded_by(model: str, fallback: str) -> str:
    """Return who worded an answer; ``fallback`` is empty where the model's words stand."""
    if not fallback:
        return f"Worded by {model}, each sentence checked against its lines"
    return f"Composed from the handbook: {model} {FALLBACKS.get(fallback, fallback)}"
