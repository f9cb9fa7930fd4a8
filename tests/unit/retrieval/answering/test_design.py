import re
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answer import Status, Turn
from retrieval.answerer import Answerer
from retrieval.design.stages import load_stages
from retrieval.design.subject import is_system, subject
from retrieval.errors import BadStages

STAGES = load_stages()

BAKERY = """\
# Bakery Planning

## Plan

| Step | Key Questions |
|------|---------------|
| Goal | How many loaves? By when? |
| Dough Data | Which flour? |
| Oven Serving | Which rack? |
| Tasting | Who tastes? |

## Oven Patterns

| Pattern | Use Case |
|---------|----------|
| Stone Oven | Sourdough, ciabatta |
| Steam Oven | Baguettes |

## Monitoring

Monitoring Tools: Thermometer, Scale, Timer

## Tradeoffs

| Tradeoff | Options |
|----------|---------|
| Crust | Long bake vs short bake |
| Price | Organic vs standard |
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How would you design real-time fraud detection?", "real-time fraud detection"),
        ("Design a recommender for an online shop", "a recommender for an online shop"),
        ("please design a chatbot, step by step", "a chatbot"),
        ("Walk me through designing a churn predictor", "a churn predictor"),
        ("Can you build me a spam filter?", "a spam filter"),
        ("Give me the architecture of a search engine in an interview", "a search engine"),
        ("What does a feature store support?", ""),
        ("How is the design framework ordered?", ""),
        ("design", ""),
    ],
)
def test_what_is_to_be_designed(question: str, said: str):
    assert subject(question, STAGES) == said


def test_an_unknown_subject_has_to_be_a_system():
    assert is_system("a system that detects plant diseases", STAGES)
    assert not is_system("a bridge over the river", STAGES)


def _headings(text: str) -> list[str]:
    return re.findall(r"^\d+\. ([^:]+):", text, re.MULTILINE)


def test_a_known_use_case_is_designed_along_the_handbooks_own_steps(bundled: Answerer):
    answer = bundled.answer("How would you design real-time fraud detection?")
    assert answer.status is Status.ANSWERED
    headings = _headings(answer.answer)
    assert headings[:2] == ["Problem Framing", "Data Strategy"]
    assert headings[-1] == "Monitoring & Maintenance"
    general = answer.answer.rpartition("\n")[2]
    assert general.startswith("What is said on Problem Framing, ")
    assert "Feature Store → Model Training → Model Registry" in answer.answer
    assert "Data Strategy" not in general, "what is particular to the case is none of any system"
    assert len(answer.answer.split()) <= 220
    for said in ("anomaly detection", "CatBoost", "Real-Time API", "Kafka", "drift", "Periodic"):
        assert said in answer.answer


def test_a_system_for_something_is_a_design_of_that(bundled: Answerer):
    answer = bundled.answer("How would you design a system for fraud detection?")
    assert answer.status is Status.ANSWERED
    assert "The Real-Time API pattern suits the fraud detection use case" in answer.answer


def test_every_point_of_a_design_is_cited_and_every_mark_has_its_lines(bundled: Answerer):
    answer = bundled.answer("Design a recommender for an online shop")
    points = [line for line in answer.answer.split("\n") if re.match(r"\d+\. ", line)]
    assert len(points) >= 4
    for point in points:
        for said in re.split(r"(?<=\])\.\s", point.rstrip(".")):
            assert re.search(r"\[\d+\]$", said.strip()), point
    ids = [citation.id for citation in answer.citations]
    assert ids == list(dict.fromkeys(re.findall(r"\[(\d+)\]", answer.answer)))


def test_an_unknown_use_case_gets_what_is_general_and_says_so(bundled: Answerer):
    answer = bundled.answer("design a system that detects plant diseases from photos")
    assert answer.status is Status.PARTIAL
    assert "does not speak of a system that detects plant diseases from photos" in answer.answer
    assert "For this case" not in answer.answer
    assert "Batch Scoring" in answer.answer


def test_a_named_case_takes_nothing_from_one_that_is_only_like_it(bundled: Answerer):
    answer = bundled.answer("Design a chatbot").answer
    assert "Real-Time API" in answer
    assert "GPU-lite" not in answer


def test_the_design_of_a_part_is_short(bundled: Answerer):
    answer = bundled.answer("How would you design a feature store?")
    assert "lineage" in answer.answer
    assert len(answer.answer.split()) <= 60


@pytest.mark.parametrize("question", ["design a bridge", "Design the city of Paris"])
def test_what_is_no_system_is_not_designed(bundled: Answerer, question: str):
    assert bundled.answer(question).status is Status.NOT_COVERED


def test_another_handbook_gives_its_own_order_and_names_what_it_is_silent_on(
    ask_about: Callable[[Path], Answerer], tmp_path: Path
):
    file = tmp_path / "bakery.md"
    file.write_text(BAKERY, encoding="utf-8")
    answer = ask_about(file).answer("How would you design baguettes?").answer
    headings = _headings(answer)
    assert headings == ["Goal", "Dough Data", "Oven Serving", "Tasting"]
    assert "3. Oven Serving: The Steam Oven" in answer, "the number is that of the handbook's step"
    assert "Thermometer" in answer
    assert "retraining" in answer.rpartition("the handbook is silent")[0].rpartition("On ")[2]


def test_stages_are_data(tmp_path: Path):
    file = tmp_path / "stages.toml"
    file.write_text(
        "[[stage]]\nname = 'Only'\nwords = ['oven']\nkinds = ['Tool']\nmost = 1\n"
        "[asked]\nlead = ['^plan ']\ntail = ' soon$'\nsystems = ['bread']\n",
        encoding="utf-8",
    )
    stages = load_stages(file)
    assert [stage.name for stage in stages.stages] == ["Only"]
    assert subject("Plan a bread oven soon", stages) == "a bread oven"
    file.write_text(file.read_text(encoding="utf-8").replace("Only", "Other"), encoding="utf-8")
    assert [stage.name for stage in load_stages(file).stages] == ["Other"], "as it stands now"


@pytest.mark.parametrize("text", ["[[stage]]\nname = 'Only'\n", "no toml", "[asked]\nlead = ['(']"])
def test_a_wrong_file_of_stages_is_refused_with_its_remedy(tmp_path: Path, text: str):
    file = tmp_path / "stages.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadStages, match="DESIGN_STAGES"):
        load_stages(file)


def test_a_question_behind_a_title_is_no_design():
    assert not subject("design plan - which step follows loading?", STAGES)
    assert not subject("Design plan: what is its last step?", STAGES)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how would you build a chatbot on a phone", "For “phone”: The Edge Inference pattern"),
        ("how would you build a chatbot on a phone", "distillation"),
        ("Design a cheap credit risk model", "For “cheap”: Batch Scoring"),
        ("Design a fraud system with 50 ms budget", "On “50 ms budget” the handbook gives nothing"),
    ],
)
def test_a_constraint_names_what_it_chooses_or_that_nothing_is_said(
    bundled: Answerer, question: str, said: str
):
    assert said in bundled.answer(question).answer


def test_what_is_only_near_in_meaning_is_used_and_named_as_such(bundled: Answerer):
    answer = bundled.answer("design the feed ranking of a photo network")
    assert answer.status is Status.PARTIAL
    assert "does not speak of" in answer.answer
    assert "The nearest in the handbook is “Personalized ad ranking”" in answer.answer


@pytest.mark.parametrize(
    ("question", "begins", "said"),
    [
        ("what would you monitor there", "Monitoring & Maintenance:", "Grafana"),
        ("and how would you serve it", "Serving Strategy:", "Real-Time API"),
        ("what could go wrong?", "Monitoring & Maintenance:", "Tradeoffs:"),
    ],
)
def test_a_later_turn_is_told_the_step_of_that_design(
    bundled: Answerer, question: str, begins: str, said: str
):
    first = "Design a recommendation system for a shop"
    turns = [Turn("user", first), Turn("assistant", bundled.answer(first).answer)]
    answer = bundled.answer(question, turns)
    assert answer.question.endswith("in a design of a recommendation system for a shop?")
    assert answer.answer.startswith(begins)
    assert said in answer.answer
