"""Fitting the decision to answer."""

import numpy as np
import pytest

from benchmarks import signs
from benchmarks.asker import Origin, Row
from benchmarks.fit import Judged, counts, figures, left_out, table, threshold, written
from benchmarks.logistic import Penalty, fit, probability, unbounded
from benchmarks.signs import CONTRADICTIONS, EXPECTED, FOR, MOST, penalty
from retrieval.ranking.cover import COVER

JUDGED = [
    Judged("one", Origin.COVERED, 0.9),
    Judged("one", Origin.COVERED, 0.45),
    Judged("one", Origin.NEAR_MISS, 0.2),
    Judged("two", Origin.COVERED, 0.8),
    Judged("two", Origin.FAR, 0.1),
    Judged("two", Origin.LEFT_OUT, 0.7),
]


def test_declining_is_measured_on_what_was_asked():
    found = figures(JUDGED, 0.5)
    assert found.f1 == pytest.approx(4 / 5)
    assert found.wrongly == pytest.approx(1 / 3)
    assert found.answered == {Origin.NEAR_MISS: 0.0, Origin.FAR: 0.0, Origin.LEFT_OUT: 1.0}


def test_the_threshold_that_declines_and_misleads_few_is_taken():
    assert threshold(JUDGED) == pytest.approx(0.22)
    misled = [*JUDGED, Judged("two", Origin.NEAR_MISS, 0.44)]
    assert threshold(misled) == pytest.approx(0.46)


def test_the_table_has_a_row_for_each_handbook():
    rows = table(JUDGED, 0.3).split("\n")
    assert [row.split()[0] for row in rows[1:]] == ["one", "two", "all"]


def rows() -> list[Row]:
    found: list[Row] = []
    for source in ("one", "two"):
        for number in range(10):
            covered = number % 2 == 0
            origin = Origin.COVERED if covered else Origin.NEAR_MISS
            signal = {"good": float(covered)}
            name = f"{source} {number}"
            found.append(Row(source, source, name, origin, signal, 1, right=True))
    return found


def test_each_handbook_is_judged_by_weights_of_the_others():
    made = rows()
    x = np.array([[1.0, row.support["good"]] for row in made])
    y = np.array([float(row.origin is Origin.COVERED) for row in made])
    judged = left_out(made, x, y, np.ones(len(made)), unbounded(2, 0.3))
    assert len(judged) == len(made)
    assert all((one.score > 0.5) == (one.origin is Origin.COVERED) for one in judged)
    with pytest.raises(SystemExit, match="two handbooks"):
        left_out(made[:10], x[:10], y[:10], np.ones(10), unbounded(2, 0.3))


def test_an_answer_that_lacks_a_fact_and_a_part_count_less():
    right, missed, part = (
        Row("one", ("b", "b"), "a", Origin.COVERED, {}, parts, right=right)
        for parts, right in ((1, True), (1, False), (2, True))
    )
    assert counts(right) == 1.0
    assert counts(missed) < counts(right)
    assert counts(part) < counts(right)


def test_logistic_regression_finds_the_odds():
    x = np.ones((4, 1))
    y = np.array([1.0, 1.0, 1.0, 0.0])
    beta = fit(x, y, np.ones(4), unbounded(1, ridge=1.0))
    assert probability(x, beta)[0] == pytest.approx(0.75, abs=1e-3)


def test_coefficients_keep_to_their_bounds_and_their_centres():
    x = np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 0.0]] * 10)
    y = np.array([0.0, 1.0] * 10)
    low, high = np.array([-np.inf, 0.0, -1.0]), np.array([np.inf, 1.0, 1.0])
    known = Penalty(0.5, np.array([0.0, 0.0, -0.7]), low, high)
    beta = fit(x, y, np.ones(20), known)
    assert beta[1] == 0.0
    assert beta[2] == pytest.approx(-0.7)
    assert fit(x, 1 - y, np.ones(20), known)[1] == 1.0


def test_no_signal_speaks_for_and_against_and_none_decides_alone():
    assert not FOR & CONTRADICTIONS
    known = penalty(["cosine", "unknown", "opposite"])
    assert known.lower.tolist() == [-np.inf, 0.0, -MOST, -MOST]
    assert known.upper.tolist() == [np.inf, MOST, 0.0, 0.0]


def test_coefficients_are_drawn_to_those_of_an_earlier_fit(monkeypatch, tmp_path):
    earlier = tmp_path / "expected.toml"
    earlier.write_text("cosine = 0.5\nunknown = -1.25\n", "utf-8")
    monkeypatch.setattr(signs, "EARLIER", earlier)
    known = penalty(["cosine", "unknown", "opposite", "gloss"])
    assert known.centre.tolist() == [0.0, 0.5, -1.25, EXPECTED, 0.0]


def test_the_committed_coefficients_have_the_signs_that_are_known():
    signals = COVER.keys() - {"bias", "answered"}
    assert signals >= FOR | CONTRADICTIONS
    assert all(COVER[name] * (1 if name in FOR else -1) >= 0 for name in signals)


def test_only_its_own_table_is_written():
    text = "# kept\n[rank]\nanchor = 1.0\n\n# Fitted on old.\n# And more.\n[cover]\nbias = 1.0\n"
    new = written(text, ["good"], np.array([0.5, 2.0]), 0.4, "Fitted anew.")
    assert new == (
        "# kept\n[rank]\nanchor = 1.0\n\n# Fitted anew.\n[cover]\nbias = 0.500\ngood = 2.000\n"
        "answered = 0.40\n"
    )
    assert written(new, ["good"], np.array([0.5, 2.0]), 0.4, "Fitted anew.") == new
