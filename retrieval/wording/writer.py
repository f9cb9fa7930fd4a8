"""The writer: a composed answer in a language model's words, sentence by sentence, each checked.

Nothing is shown before what the composed answer says first has been said and checked. So a stream
never takes a sentence back: until then, whatever fails leads to the composed answer; from then on,
what fails or is unsupported is left out. What the composed answer says and the model does not is
put behind, so that an answer never says less with a model than without.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace

from graph.snapshot import Snapshot
from retrieval.answer import Answer, Citation, Status, Usage, Wording
from retrieval.errors import LanguageModelFailed
from retrieval.wording.budget import Budget
from retrieval.wording.chat_model import ChatModel, Chunk, Prompt
from retrieval.wording.check import Checker
from retrieval.wording.claims import MARK, clean
from retrieval.wording.deadline import within
from retrieval.wording.material import Material, gather, sentences_of
from retrieval.wording.prompt import build
from retrieval.wording.splitter import Splitter

log = logging.getLogger(__name__)

CHARACTERS_A_TOKEN = 4
"""By which tokens are estimated that a provider does not tell."""
MOST_CHARACTERS_A_TOKEN = 8
"""A reply with more characters for each token that was allowed is cut off."""
MOST_SENTENCES = 8

FAILED = "failed"
TIMED_OUT = "timed_out"
BUDGET_SPENT = "budget_spent"
BUSY = "busy"
UNSUPPORTED = "unsupported"
OUTLINE = "outline"


@dataclass(slots=True)
class _Draft:
    """What the model has written so far."""

    kept: list[str] = field(default_factory=list[str])
    shown: int = 0
    removed: int = 0
    characters: int = 0
    usage: Usage | None = None
    order: list[int] = field(default_factory=list[int])
    """Numbers of the sources in the order in which the text cites them."""

    def numbered(self, sentence: str) -> str:
        """Return a sentence with its sources numbered in the order of the text."""
        for number in map(int, MARK.findall(sentence)):
            if number not in self.order:
                self.order.append(number)
        return MARK.sub(lambda mark: f"[{self.order.index(int(mark[1])) + 1}]", sentence)


class Writer:
    """Words answers with one model; safe to use from many threads."""

    def __init__(
        self, model: ChatModel, *, seconds: float, most_tokens: int, budget: Budget | None = None
    ) -> None:
        """``seconds`` and ``most_tokens`` (of the reply) are the most that one answer takes."""
        self.model = model
        self._seconds = seconds
        self._most_characters = most_tokens * MOST_CHARACTERS_A_TOKEN
        self._budget = budget or Budget()

    def word(self, answer: Answer, snapshot: Snapshot) -> Answer:
        """Return the answer reworded, or as it was composed."""
        *_, last = self.stream(answer, snapshot)
        assert isinstance(last, Answer)  # noqa: S101 (what a stream ends with)
        return last

    def stream(self, answer: Answer, snapshot: Snapshot) -> Iterator[str | Answer]:
        """Yield the text in pieces that add up to the answer's, and then the whole answer.

        A question that the handbook does not cover is never shown to the model.
        """
        if answer.status is Status.NOT_COVERED or not answer.citations:
            yield from composed(answer)
            return
        began = time.perf_counter()
        draft = _Draft()
        try:
            material = gather(answer, snapshot)
            checker, prompt = Checker(material), build(material)
        except Exception:
            log.exception(
                "%s is not asked, for the answer's lines cannot be laid out", self.model.name
            )
            failed = Wording(self.model.name, 0, 0, FAILED, Usage(0, 0))
            yield from composed(replace(answer, wording=failed))
            return
        with self._budget.call() as free:
            reason = self._refused(answer, free=free)
            if not reason:
                reason = yield from self._write(material, checker, prompt, draft)
        spent = round((time.perf_counter() - began) * 1000, 2)
        usage = draft.usage or Usage(0, 0)
        wording = Wording(self.model.name, draft.shown, draft.removed, reason, usage)
        if draft.shown:
            wording = replace(wording, fallback="")
            yield from self._finished(material, checker, draft, wording, spent)
        else:
            stands = wording if reason else replace(wording, fallback=UNSUPPORTED)
            yield from composed(_timed(replace(answer, wording=stands), spent))

    def _refused(self, answer: Answer, *, free: bool) -> str:
        """Return why the model is not asked, or nothing."""
        if "\n" in answer.answer.strip():
            return OUTLINE
        if not self._budget.is_left:
            return BUDGET_SPENT
        return "" if free else BUSY

    def _write(
        self, material: Material, checker: Checker, prompt: Prompt, draft: _Draft
    ) -> Generator[str, None, str]:
        """Yield checked sentences as they come; return why the model failed, or nothing."""
        splitter = Splitter()
        try:
            for chunk in within(self._seconds, lambda: self.model.stream(prompt)):
                draft.usage = chunk.usage or draft.usage
                for sentence in splitter.feed(self._counted(draft, chunk)):
                    yield from self._take(sentence, material, checker, draft)
                if draft.characters >= self._most_characters or len(draft.kept) >= MOST_SENTENCES:
                    break
            for sentence in splitter.end():
                yield from self._take(sentence, material, checker, draft)
        except TimeoutError:
            log.warning("%s took longer than %g s", self.model.name, self._seconds)
            return TIMED_OUT
        except LanguageModelFailed as e:
            log.warning("%s failed: %s", self.model.name, e)
            return FAILED
        except Exception:
            log.exception("%s failed, or what it wrote could not be checked", self.model.name)
            return FAILED
        finally:
            self._book(prompt, draft)
        return ""

    def _counted(self, draft: _Draft, chunk: Chunk) -> str:
        """Return what of a chunk is within the limit."""
        text = chunk.text[: self._most_characters - draft.characters]
        draft.characters += len(text)
        return text

    def _take(
        self, written: str, material: Material, checker: Checker, draft: _Draft
    ) -> Iterator[str]:
        """Check a sentence; yield what may be shown now."""
        sentence = clean(written)
        if sentence:
            sentence = checker.shown(sentence, draft.kept)
        if not sentence:
            draft.removed += 1
            log.debug("removed an unsupported sentence of %d characters", len(written))
            return
        if sentence in draft.kept:
            return
        draft.kept.append(sentence)
        if not draft.shown and not checker.enough(" ".join(draft.kept)):
            return
        opening = [] if draft.shown else list(material.opening)
        fresh = [draft.numbered(s) for s in draft.kept[draft.shown :]]
        lead = " " if draft.shown else ""
        draft.shown = len(draft.kept)
        yield lead + " ".join([*opening, *fresh])

    def _book(self, prompt: Prompt, draft: _Draft) -> None:
        if draft.usage is None:
            draft.usage = Usage(
                -(-prompt.characters // CHARACTERS_A_TOKEN),
                -(-draft.characters // CHARACTERS_A_TOKEN),
                estimated=True,
            )
        self._budget.book(draft.usage.total_tokens)

    def _finished(
        self, material: Material, checker: Checker, draft: _Draft, wording: Wording, spent: float
    ) -> Iterator[str | Answer]:
        """Yield what the model left out of the composed answer, and the whole answer."""
        rest = [*map(draft.numbered, checker.unsaid(draft.kept)), *material.closing]
        if rest:
            yield " " + " ".join(rest)
        places = {source.number: source.place for source in material.sources}
        cited = [places[number] for number in draft.order]
        said = map(draft.numbered, draft.kept)
        answer = replace(
            material.answer,
            answer=" ".join([*material.opening, *said, *rest]),
            citations=tuple(Citation(str(n), p.text, p) for n, p in enumerate(cited, start=1)),
            wording=wording,
        )
        yield _timed(answer, spent)


def composed(answer: Answer) -> Iterator[str | Answer]:
    """Yield a composed answer's text sentence by sentence, and then the answer."""
    if "\n" in answer.answer:
        yield from answer.answer.splitlines(keepends=True)
    else:
        for number, sentence in enumerate(sentences_of(answer.answer)):
            yield f" {sentence}" if number else sentence
    yield answer


def _timed(answer: Answer, milliseconds: float) -> Answer:
    """Return the answer with the time of its wording."""
    timings = dict(answer.timings_ms)
    timings["total"] = round(timings.get("total", 0.0) + milliseconds, 2)
    return replace(answer, timings_ms={"wording": milliseconds, **timings})
