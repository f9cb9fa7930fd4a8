"""Samples of multi-hop questions, and the fit of the passage ranker's weights."""

import json

import numpy as np
import pytest

from benchmarks.conditional_logit import Choice, fit
from benchmarks.samples import read_sample, recall

SAMPLE = {
    "name": "small",
    "passages": [{"title": "A", "text": "First."}, {"title": "B", "text": "Second."}],
    "questions": [{"id": 1, "question": "Which?", "gold": [1]}],
}


def test_sample_is_read_with_and_without_titles(tmp_path):
    path = tmp_path / "small.json"
    path.write_text(json.dumps(SAMPLE))
    assert read_sample(path).texts == ["A\nFirst.", "B\nSecond."]
    assert read_sample(path, hide_titles=True).texts == ["First.", "Second."]
    assert read_sample(path).questions[0].gold == {1}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "is no sample"),
        (json.dumps({"passages": []}), "is no sample"),
        (json.dumps({**SAMPLE, "questions": []}), "no questions"),
        (
            json.dumps({**SAMPLE, "questions": [{"id": 1, "question": "?", "gold": [2]}]}),
            "not there",
        ),
    ],
)
def test_what_is_no_sample_is_refused(tmp_path, text, complaint):
    path = tmp_path / "bad.json"
    path.write_text(text)
    with pytest.raises(SystemExit, match=complaint):
        read_sample(path)


def test_recall_is_the_share_of_gold_passages_found():
    assert recall([3, 1, 2], frozenset({1, 2}), 2) == 0.5


def test_fit_finds_what_tells_the_right_option():
    rng = np.random.default_rng(5)
    choices = []
    for _ in range(60):
        features = rng.normal(size=(20, 3)).astype(np.float32)
        worth = features @ np.asarray([2.0, -1.0, 0.0]) + 0.3 * rng.normal(size=20)
        choices.append(Choice(features, worth >= np.sort(worth)[-2]))
    weights = fit(choices)
    assert weights[0] > -weights[1] > abs(weights[2]) * 3
    assert (fit(choices) == weights).all()
