"""A reliability diagram as SVG, which needs no library to draw and none to show."""

from __future__ import annotations

from collections.abc import Sequence

SIZE = 320
"""Side of the plot, in units of the picture."""
MARGIN = 48
TICKS = 5
SMALLEST = 3.0
LARGEST = 12.0
"""Radii of a point; its area grows with the number of questions."""
INK = "#1f2937"
MUTED = "#9ca3af"
POINT = "#2563eb"


def svg(points: Sequence[tuple[float, float, int]], threshold: float) -> str:
    """Return the picture.

    Args:
        points: Mean score, share covered and number of questions of each range.
        threshold: The score from which a question is answered.
    """
    width = SIZE + 2 * MARGIN
    most = max((number for _, _, number in points), default=1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}"'
        ' role="img" font-family="sans-serif" font-size="12">',
        "<title>Share of questions that are covered, by score</title>",
        f'<rect width="{width}" height="{width}" fill="#ffffff"/>',
        _line((0, 0), (1, 1), MUTED, "4 4"),
        _line((threshold, 0), (threshold, 1), INK, "2 3"),
        f'<text x="{_x(threshold) + 4:.1f}" y="{_y(1) + 12:.1f}" fill="{INK}">answered</text>',
        *_axes(),
    ]
    path = " ".join(f"{_x(score):.1f},{_y(share):.1f}" for score, share, _ in points)
    parts.append(f'<polyline points="{path}" fill="none" stroke="{POINT}" stroke-width="1.5"/>')
    for score, share, number in points:
        radius = max(SMALLEST, LARGEST * (number / most) ** 0.5)
        parts.append(
            f'<circle cx="{_x(score):.1f}" cy="{_y(share):.1f}" r="{radius:.1f}" fill="{POINT}"'
            f' fill-opacity="0.75"><title>{number} questions</title></circle>'
        )
    return "\n".join([*parts, "</svg>", ""])


def _axes() -> list[str]:
    parts = [_line((0, 0), (1, 0), INK), _line((0, 0), (0, 1), INK)]
    for step in range(TICKS + 1):
        at = step / TICKS
        parts.append(
            f'<text x="{_x(at):.1f}" y="{_y(0) + 16:.1f}" fill="{INK}" text-anchor="middle">'
            f"{at:.1f}</text>"
        )
        parts.append(
            f'<text x="{_x(0) - 8:.1f}" y="{_y(at) + 4:.1f}" fill="{INK}" text-anchor="end">'
            f"{at:.1f}</text>"
        )
    middle = MARGIN + SIZE / 2
    parts.append(
        f'<text x="{middle:.1f}" y="{_y(0) + 36:.1f}" fill="{INK}" text-anchor="middle">'
        "score</text>"
    )
    parts.append(
        f'<text transform="translate({_x(0) - 34:.1f} {middle:.1f}) rotate(-90)" fill="{INK}"'
        ' text-anchor="middle">share covered</text>'
    )
    return parts


def _line(one: tuple[float, float], two: tuple[float, float], colour: str, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{_x(one[0]):.1f}" y1="{_y(one[1]):.1f}" x2="{_x(two[0]):.1f}"'
        f' y2="{_y(two[1]):.1f}" stroke="{colour}"{dashed}/>'
    )


def _x(value: float) -> float:
    return MARGIN + SIZE * value


def _y(value: float) -> float:
    return MARGIN + SIZE * (1 - value)
