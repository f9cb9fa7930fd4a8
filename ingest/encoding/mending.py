"""Undo encoding damage: UTF-8 that was decoded as a one-byte code page and saved again.

The evidence is gathered over the whole file: each maximal run of non-ASCII characters is explained
by each page, and the page that explains most, by weight, is taken for all. Runs that the page
cannot explain speak against it. Where they are many (a damaged piece pasted into a sound text),
only sequences that no plain text contains are mended. Mended twice, since files are damaged twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ingest.document import Repair
from ingest.encoding.code_pages import PAGES, SUSPICIOUS, CodePage, Piece, explain

_RUN = re.compile(r"[^\x00-\x7f]+")
_ASCII = bytes(range(128))
_PASSES = 2
_MANY = 3
"""Sequences in a row, without anything between, that chance does not bring about."""
_ENOUGH = 2
"""Weight from which a page is believed: one sequence that no plain text contains."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    page: CodePage
    weight: int
    against: int
    short: int
    pieces: Mapping[str, list[Piece]]

    @property
    def whole(self) -> bool:
        """Whether the file went through the page as a whole."""
        return self.weight >= _ENOUGH and self.weight >= 2 * self.against

    def left(self, piece: Piece) -> bool:
        """Whether a piece is what a loss left: where the whole file is damaged, none is sound."""
        return self.whole and not piece.damaged and piece.before in self.page.bytes_of


def without_ascii(text: str) -> str:
    """Return the characters of a text that are not ASCII, in their order, one behind the other."""
    foreign = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return foreign.decode("utf-8", "surrogatepass")


def mend(text: str, line_of: Callable[[int], int]) -> tuple[str, list[Repair]]:
    """Return the text without encoding damage, and a repair for each run that had any.

    Args:
        text: what was decoded as UTF-8.
        line_of: the line number of a character offset of ``text``.
    """
    if SUSPICIOUS.search(without_ascii(text)) is None:
        return text, []
    counts = Counter(_RUN.findall(text))
    runs = {run: _Run(run) for run in counts}
    pages: list[str] = []
    for earlier in range(_PASSES):
        verdict = _judge(_regroup(counts, runs), short=not earlier)
        if verdict is None:
            break
        changed = [run.mend(verdict) for run in runs.values()]
        if not any(changed):
            break
        pages.append(verdict.page.name)
    return _rewrite(text, runs, line_of, " + ".join(pages) or "unknown")


@dataclass(slots=True)
class _Run:
    """What has become of one run of non-ASCII characters."""

    now: str
    lost: tuple[str, ...] = ()

    def mend(self, verdict: _Verdict) -> bool:
        """Apply a verdict; return whether anything changed."""
        pieces = verdict.pieces[self.now]
        if not verdict.whole and _plain(pieces, verdict.page):
            return False
        taken = [verdict.whole or piece.sure for piece in pieces]
        before = self.now
        self.now = "".join(
            piece.after if take else piece.before for piece, take in zip(pieces, taken, strict=True)
        )
        lost = [piece.before for piece in pieces if piece.lost or verdict.left(piece)]
        # What an earlier pass lost stays lost, whatever this one makes of the rest.
        self.lost += tuple(piece for piece in lost if piece not in self.lost)
        return self.now != before


def _regroup(counts: Counter[str], runs: Mapping[str, _Run]) -> Counter[str]:
    now: Counter[str] = Counter()
    for run, count in counts.items():
        now[runs[run].now] += count
    return now


def _judge(counts: Counter[str], *, short: bool) -> _Verdict | None:
    """Find the page that explains the runs best; None where none is believed at all.

    Sequences that lost a byte are evidence only where ``short``: what one pass could not mend must
    not make the next believe another page.
    """
    verdicts = [_weigh(counts, page, short=short) for page in PAGES]
    best = max(verdicts, key=lambda verdict: (verdict.weight, -verdict.against, -verdict.short))
    return best if best.weight >= _ENOUGH else None


def _weigh(counts: Counter[str], page: CodePage, *, short: bool) -> _Verdict:
    weight = against = lacking = 0
    explained: dict[str, list[Piece]] = {}
    for run, count in counts.items():
        pieces = explain(run, page)
        explained[run] = pieces
        weight += count * sum(piece.weight for piece in pieces if short or not piece.short)
        lacking += count * sum(piece.short for piece in pieces)
        if _plain(pieces, page):
            against += count
        elif len(pieces) >= _MANY and all(piece.damaged for piece in pieces):
            weight += 2 * count
    return _Verdict(page, weight, against, lacking, explained)


def _plain(pieces: list[Piece], page: CodePage) -> bool:
    """Whether the run holds characters of the page that belong to no damaged sequence."""
    return any(not piece.damaged and piece.before in page.bytes_of for piece in pieces)


def _rewrite(
    text: str, runs: Mapping[str, _Run], line_of: Callable[[int], int], encoding: str
) -> tuple[str, list[Repair]]:
    repairs: list[Repair] = []
    if all(run.now == before and not run.lost for before, run in runs.items()):
        return text, repairs

    def rewrite(found: re.Match[str]) -> str:
        run = runs[found[0]]
        line = line_of(found.start())
        if run.now != found[0]:
            repairs.append(Repair(line, found[0], run.now, encoding))
        repairs.extend(Repair(line, piece, piece, encoding, lost=True) for piece in run.lost)
        return run.now

    return _RUN.sub(rewrite, text), repairs
