from pathlib import Path

from api.service import Service
from api.settings import Settings
from api.views import answer_out
from ui.explained import explanation_text

QUESTION = "Which models are typical for churn prediction?"


def test_an_explanation_reads_top_down(ingested: Path):
    service = Service(Settings(data_dir=ingested)).open()
    text = explanation_text(answer_out(service.ask(QUESTION, explain=True)))
    titles = [line for line in text.split("\n") if line and not line.startswith(" ")]
    assert titles[:4] == [
        "Understood and decided",
        "Linked",
        "Queries over the graph, best first",
        "Sentences, best first",
    ]
    assert titles[4].startswith("Subgraph of ")
    assert titles[5] == "Time"
    assert "asks for    Model" in text
    assert "LightGBM" in text
    assert "total" in text.rsplit("Time", 1)[1]
    service.close()


def test_an_answer_without_one_adds_nothing(ingested: Path):
    service = Service(Settings(data_dir=ingested)).open()
    assert explanation_text(answer_out(service.ask(QUESTION))) == ""
    service.close()
