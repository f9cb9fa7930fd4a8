"""Lists that run on in a sentence, and lines with marks that CommonMark does not know."""

import pytest

from ingest.markdown.lettered import numbered

NEXT = "is followed by"


@pytest.mark.parametrize(
    "marks", [("(1)", "(2)", "(3)"), ("a)", "b)", "c)"), ("(i)", "(ii)", "(iii)")]
)
def test_acts_in_a_sentence_are_steps_of_what_announces_them(told, marks):
    one, two, three = marks
    text = f"To mend a loom: {one} stop the belt, {two} tie the knot, and {three} start the belt."
    found = told(f"# Mill\n\n{text} Nobody else may.\n")
    assert ("Mill", "includes", "To mend a loom") in found
    assert ("To mend a loom", "includes", "start the belt") in found
    assert ("stop the belt", NEXT, "tie the knot") in found
    assert not any("Nobody" in end for fact in found for end in fact)


def test_a_list_item_may_hold_such_a_list(told):
    found = told("# Mill\n\n- Before dyeing: a) weigh the wool, b) heat the vat\n- Ask Ada\n")
    assert ("Before dyeing", "includes", "heat the vat") in found


@pytest.mark.parametrize("text", ["See (1) above.", "Looms b) and a) are old.", "f(1) and f(2)"])
def test_marks_that_count_nothing_make_no_list(told, text: str):
    assert not [fact for fact in told(f"# Mill\n\n{text}\n") if fact[1] == NEXT]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("(a) one\n(b) two", " 1) one\n 2) two"),
        ("i) one\nii) two\niii) three", "1) one\n2)  two\n3)   three"),
        ("(1) one\n(2) two", " 1) one\n 2) two"),
        ("i. one\n   more\nii. two", "1. one\n   more\n2.  two"),
    ],
)
def test_marks_of_lines_become_numbers_and_texts_stay_where_they_are(source: str, written: str):
    assert numbered(source) == written


@pytest.mark.parametrize("source", ["(1) one\nand no more", "i) one", "(b) two\n(c) three"])
def test_a_single_mark_stays(source: str):
    assert numbered(source) == source


def test_an_occasion_holds_what_is_to_be_done(told):
    found = told("# Mill\n\nBefore you shear, do the following:\n(a) wash the ewe\n(b) dry it\n")
    assert ("Before you shear", "includes", "wash the ewe") in found
    assert ("wash the ewe", NEXT, "dry it") in found
