"""The order of the evidence: what is said first, each place as often as it is needed."""

from retrieval.answerer import Answerer


def test_what_the_answer_says_stands_first(studio: Answerer):
    answer = studio.answer("What comes after throwing?")
    assert answer.evidence[0].text == "Throwing feeds into Trimming."
    assert answer.citations[0].source in answer.evidence[0].places


def test_a_piece_over_two_sections_has_both_places(studio: Answerer):
    answer = studio.answer("Which pattern suits the use case that has stoneware as typical clay?")
    sections = {place.heading_path[-1] for piece in answer.evidence[:2] for place in piece.places}
    assert {"Kiln Patterns", "Clay Bodies"} <= {title.split(". ")[-1] for title in sections}
    assert all(piece.source == piece.places[0] for piece in answer.evidence)


def test_the_parts_of_a_question_take_turns(studio: Answerer):
    answer = studio.answer("Which clay is typical for planters, and what comes after throwing?")
    assert "Earthenware" in answer.answer
    assert "Trimming" in answer.answer
    first = " ".join(piece.text for piece in answer.evidence[:2])
    assert "Terracotta" in first
    assert "Trimming" in first


def test_a_later_part_refers_to_the_answer_of_the_first(studio: Answerer):
    answer = studio.answer("What comes after wedging, and what follows that?")
    assert "Throwing" in answer.answer


def test_no_piece_comes_twice(studio: Answerer):
    evidence = studio.answer("Which clay is typical for mugs?").evidence
    assert len({piece.text for piece in evidence}) == len(evidence)
