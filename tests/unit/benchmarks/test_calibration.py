"""The reliability table and diagram of the decision to answer."""

import xml.etree.ElementTree as ET

import pytest

from benchmarks.calibration import Judged, bins, brier, calibration_error, reliability, thresholds
from benchmarks.reliability_svg import svg

SURE = [Judged(0.9, covered=True, near_miss=False)] * 9 + [
    Judged(0.9, covered=False, near_miss=True)
]
UNSURE = [Judged(0.1, covered=False, near_miss=True)] * 4


def test_questions_are_counted_by_score():
    low, high = bins([*SURE, *UNSURE])
    assert (low.least, low.most, low.number, low.covered) == (0.0, 0.2, 4, 0.0)
    assert (high.number, high.covered) == (10, 0.9)
    assert high.score == pytest.approx(0.9)
    assert bins([Judged(1.0, covered=True, near_miss=False)])[0].most == 1.0


def test_what_is_calibrated_has_no_error():
    assert calibration_error(bins(SURE)) == pytest.approx(0.0)
    assert calibration_error(bins(UNSURE)) == pytest.approx(0.1)
    assert brier(UNSURE) == pytest.approx(0.01)
    assert "calibration error 0.029" in reliability([*SURE, *UNSURE])


def test_thresholds_trade_wrong_declines_for_near_misses():
    rows = thresholds([*SURE, *UNSURE], 0.44).split("\n")
    chosen = next(row for row in rows if "*" in row)
    assert chosen.split() == ["0.44*", "1.00", "0.80", "0.89", "0.0%", "20.0%"]


def test_the_diagram_is_a_picture_with_one_point_a_range():
    root = ET.fromstring(svg([(0.1, 0.0, 4), (0.9, 0.9, 10)], 0.44))  # noqa: S314 (our own picture)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    circles = root.findall("{http://www.w3.org/2000/svg}circle")
    assert len(circles) == 2
    assert float(circles[1].get("r", "0")) > float(circles[0].get("r", "0"))
