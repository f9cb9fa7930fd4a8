import json
from pathlib import Path

import pytest

from api.evaluation import Evaluation, Part, run_evaluation
from api.settings import Settings
from ingest.errors import PathNotFound
from retrieval.embedding.embedder import Embedder
from retrieval.evaluation.questions import QuestionSetInvalid
from retrieval.evaluation.run import TimedEmbedder
from ui.commands.eval import run

MODELS_OF_PLANNING = [
    {"any": ["Prophet"], "lines": [["small_handbook.md", 12, 12]]},
    {"any": ["DeepAR"], "lines": [["small_handbook.md", 12, 12]]},
]


@pytest.fixture
def settings(new_folder) -> Settings:
    return Settings(data_dir=new_folder("data"))


def write(tmp_path: Path, handbook: str, facts: list[object]) -> Path:
    lines = [
        {
            "id": "planning",
            "handbook": handbook,
            "kind": "direct",
            "split": "tune",
            "question": "Which models are typical for demand planning?",
            "covered": True,
            "facts": facts,
        },
        {
            "id": "bread",
            "handbook": handbook,
            "kind": "far",
            "split": "record",
            "question": "How long does rye bread bake?",
            "covered": False,
        },
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    return path


def test_a_set_is_asked_and_scored(settings, tmp_path, small_handbook):
    path = write(tmp_path, str(small_handbook), MODELS_OF_PLANNING)
    report = run_evaluation(settings, Evaluation(path))
    planning, bread = report.scores
    assert planning.in_glance == planning.cited == planning.found == (True, True)
    assert 0 < planning.beyond_ms < planning.total_ms
    assert bread.abstained
    assert not settings.store_path.exists()
    assert not settings.indexes_dir.exists()


def test_a_part_of_a_set_is_asked(settings, tmp_path, small_handbook):
    path = write(tmp_path, str(small_handbook), MODELS_OF_PLANNING)
    report = run_evaluation(settings, Evaluation(path, Part.RECORD))
    assert [score.question.id for score in report.scores] == ["bread"]


def test_handbooks_are_found_beside_the_set_or_given(settings, tmp_path, small_handbook):
    path = write(tmp_path, "small_handbook.md", MODELS_OF_PLANNING)
    with pytest.raises(PathNotFound):
        run_evaluation(settings, Evaluation(path))
    assert len(run_evaluation(settings, Evaluation(path, handbook=small_handbook)).scores) == 2
    (tmp_path / "small_handbook.md").write_bytes(small_handbook.read_bytes())
    assert len(run_evaluation(settings, Evaluation(path)).scores) == 2


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (["small_handbook.md", 11, 11], "'Prophet' does not stand in lines 11 to 11"),
        (["small_handbook.md", 12, 9999], "small_handbook.md has no line 9999"),
        (["other.md", 12, 12], "other.md has no line 12"),
    ],
)
def test_a_set_that_does_not_fit_its_handbook_is_refused(
    settings, tmp_path, small_handbook, place, reason
):
    path = write(tmp_path, str(small_handbook), [{"any": ["Prophet"], "lines": [place]}])
    with pytest.raises(QuestionSetInvalid, match=reason):
        run_evaluation(settings, Evaluation(path))


def test_the_command_gives_a_table_or_json(settings, tmp_path, small_handbook):
    path = write(tmp_path, str(small_handbook), MODELS_OF_PLANNING)

    def command(*, failures: bool, json: bool) -> str:
        data = settings.data_dir
        return run(
            path,
            part="all",
            handbook=None,
            failures=failures,
            data=data,
            embedder=None,
            json=json,
        )

    assert command(failures=False, json=False).startswith("questions of")
    assert command(failures=True, json=False).endswith("Nothing failed.")
    values = json.loads(command(failures=True, json=True))
    assert values["failures"] == []
    assert values["groups"][0]["answered_in_40"] == 1.0


def test_the_time_of_embedding_is_kept(minilm: Embedder):
    timed = TimedEmbedder(minilm)
    assert (timed.name, timed.fingerprint) == (minilm.name, minilm.fingerprint)
    assert timed.embed(["a", "b"]).shape == (2, timed.dimension)
    spent = timed.milliseconds
    assert spent > 0
    timed.embed(["c"])
    assert timed.milliseconds > spent
