"""What goes over the wire about a language model's part in an answer."""

from __future__ import annotations

from pydantic import BaseModel, Field


class UsageOut(BaseModel):
    """Tokens that the language model took for this answer."""

    input_tokens: int
    output_tokens: int
    total_tokens: int
    estimated: bool = Field(description="The provider did not tell them.")


class WordingOut(BaseModel):
    """What the language model did."""

    model: str = Field(description="Provider and model.", examples=["openai:gpt-4.1-mini"])
    kept: int = Field(description="Its sentences that the cited lines support.")
    removed: int = Field(description="Its sentences that were removed before anybody read them.")
    fallback: str = Field(
        description="Why the composed answer stands; empty where the model's words do: `failed`, "
        "`timed_out`, `unsupported`, `budget_spent`, `busy` or `outline`."
    )
