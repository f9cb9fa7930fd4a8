from collections.abc import Callable
from pathlib import Path

import pytest

from api.errors import ServiceClosed
from api.ingestion import ingest
from api.langchain import open_handbook
from api.settings import Settings

QUESTION = "Which models are typical for demand planning?"


def test_each_question_is_answered_from_what_is_live_until_the_handbook_is_closed(
    new_folder: Callable[[str], Path], small_handbook: Path, tmp_path: Path
):
    settings = Settings(data_dir=new_folder("data"))
    ingest(settings, [small_handbook])
    with open_handbook(settings.data_dir) as handbook:
        retriever, answerer = handbook.retriever(k=3), handbook.answerer()
        assert "DeepAR" in answerer.invoke(QUESTION)["answer"]
        assert any("DeepAR" in found.page_content for found in retriever.invoke(QUESTION))
        changed = tmp_path / small_handbook.name
        changed.write_text(small_handbook.read_text().replace("DeepAR", "N-BEATS"))
        ingest(settings, [changed])
        assert "N-BEATS" in answerer.invoke(QUESTION)["answer"]
        assert any("N-BEATS" in found.page_content for found in retriever.invoke(QUESTION))
    for part in (answerer, retriever):
        with pytest.raises(ServiceClosed):
            part.invoke(QUESTION)
