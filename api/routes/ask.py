"""Questions."""

from __future__ import annotations

from fastapi import APIRouter

from api.dependencies import ServiceDep
from api.problems import documented
from api.schemas import AnswerOut, AskIn
from api.views import answer_out
from retrieval.answer import Turn

router = APIRouter(tags=["answers"])


@router.post("/ask", summary="Ask a question", responses=documented(413, 422, 503))
def ask(body: AskIn, service: ServiceDep) -> AnswerOut:
    """Answer from the handbook, with numbered citations; say so where it does not cover it."""
    turns = tuple(Turn(turn.role, turn.content) for turn in body.history)
    return answer_out(service.ask(body.question, turns))
