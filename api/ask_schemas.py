"""What a question brings over the wire."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from retrieval.question.history import LONGEST_HISTORY, LONGEST_TURN, MOST_TURNS


class TurnIn(BaseModel):
    """An earlier message of the conversation."""

    model_config = ConfigDict(extra="forbid")

    role: Literal["user", "assistant"] = Field(description="Who said it.")
    content: str = Field(max_length=LONGEST_TURN, description="What was said.")


class AskIn(BaseModel):
    """A question, with the conversation before it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": "Which models are typical for forecasting?", "history": []},
                {
                    "question": "And for fraud?",
                    "history": [
                        {"role": "user", "content": "Which models are typical for forecasting?"},
                        {"role": "assistant", "content": "ARIMA and Prophet [1]."},
                    ],
                },
            ]
        },
    )

    question: str = Field(description="In plain English.")
    history: list[TurnIn] = Field(
        default_factory=list[TurnIn],
        max_length=200,
        description="Earlier turns, oldest first; a follow-up question is understood from the last "
        f"{MOST_TURNS} of them. All together have at most {LONGEST_HISTORY:,} characters.",
    )
    llm: bool = Field(
        default=True, description="Whether a language model may word the answer, where one is set."
    )
    explain: bool = Field(
        default=False, description="Whether the answer is to carry how it came about."
    )

    @field_validator("history")
    @classmethod
    def _not_too_long(cls, history: list[TurnIn]) -> list[TurnIn]:
        whole = sum(len(turn.content) for turn in history)
        if whole > LONGEST_HISTORY:
            raise ValueError(
                f"The turns have {whole} characters together and {LONGEST_HISTORY} are allowed; "
                f"send only the last {MOST_TURNS}, for earlier ones are not read"
            )
        return history
