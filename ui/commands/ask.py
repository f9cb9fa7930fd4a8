"""``designbook ask``."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from api.service import Service
from api.settings import read_settings
from api.views import answer_out
from ui.explained import explanation_text
from ui.terminal import answer_text


def run(
    question: str, *, explain: bool, data: Path | None, embedder: str | None, json: bool
) -> tuple[str, str]:
    """Return the answer, as text or as the object that ``POST /ask`` gives, and its `status`."""
    settings = read_settings(data_dir=data, embedder=embedder)
    with closing(Service(settings)) as service:
        answer = answer_out(service.open().ask(question, explain=explain))
    if json:
        return answer.model_dump_json(indent=2), answer.status
    told = explanation_text(answer)
    return "\n\n".join(filter(None, (answer_text(answer), told))), answer.status
