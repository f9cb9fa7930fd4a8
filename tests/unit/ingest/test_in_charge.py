"""Who is in charge of what, steps told in prose, and lists announced early."""

import pytest

from ingest.facts import Said
from ingest.reader import read

NEXT = "is followed by"


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Ask Ada about dyes.", ("Ada", "is the contact for", "dyes")),
        ("For keys, ask Bo de Vries.", ("Bo de Vries", "is the contact for", "keys")),
        ("Questions about yarn go to Cy.", ("Cy", "is the contact for", "yarn")),
        ("Our contact for needles is Di.", ("Di", "is the contact for", "needles")),
        ("Ada looks after the vats.", ("Ada", "is responsible for", "vats")),
        ("Ada and Bo are in charge of the hall.", ("Bo", "is responsible for", "hall")),
        ("The weaving team takes care of oil.", ("weaving team", "is responsible for", "oil")),
        ("The late shift is run by Ada.", ("late shift", "is run by", "Ada")),
        ("The person who decides when we dye is Ada.", ("Ada", "decides", "when we dye")),
    ],
)
def test_who_is_in_charge(told, text: str, fact: tuple[str, str, str]):
    assert fact in told(f"# Mill\n\n{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "The loom is run by a belt.",
        "She takes care of oil.",
        "Ask them about dyes.",
        "It is kept by the door.",
        "The person who left is gone.",
    ],
)
def test_what_names_nobody_puts_nobody_in_charge(told, text: str):
    assert not told(f"# Mill\n\n{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "First card the wool. Then spin it on the big wheel. Finally wash the yarn.",
        "First card the wool, then spin it on the big wheel, and finally wash the yarn.",
        "Take your time. First, card the wool. It may itch. Next, spin it on the big wheel."
        " After that, wash the yarn.",
    ],
)
def test_prose_that_tells_what_comes_first_is_a_flow(told, text: str):
    found = told(f"# Mill\n\n{text}\n")
    assert ("Mill", "includes", "card the wool") in found
    assert ("card the wool", NEXT, "spin it on the big wheel") in found
    assert ("spin it on the big wheel", NEXT, "wash the yarn") in found


@pytest.mark.parametrize(
    "text",
    [
        "First of all, be kind. Then we see. Finally, go home.",
        "First, wool is dear. Second, it itches. Finally, moths eat it.",
        "First card the wool. Then spin it.",
    ],
)
def test_reasons_and_two_acts_are_no_flow(told, text: str):
    assert not [fact for fact in told(f"# Mill\n\n{text}\n") if fact[1] == NEXT]


def test_a_list_may_be_announced_before_the_last_sentence(tmp_path):
    path = tmp_path / "mill.md"
    path.write_text("# Mill\n\nThere are two doors. Shut both.\n\n- the east one\n- the west one\n")
    assert {f.object.role for f in read([path]).facts} == {"doors"}
    path.write_text(
        "# Mill\n\nThere are three doors. Shut all.\n\n- the east one\n- the west one\n"
    )
    assert {f.object.role for f in read([path]).facts} == {"Mill"}


@pytest.mark.parametrize(("what", "named"), [("a set of rules", 2), ("a rule", 0)])
def test_a_list_names_what_its_subject_is_a_set_of(told, what: str, named: int):
    text = f"# Mill\n\n## Rules\n\nSTEP is {what} of the mill.\n\n- **Sweep**\n- **Tidy**\n"
    assert sum(fact[:2] == ("STEP", "includes") for fact in told(text)) == named


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Ada leads the dyeing, Bo is her deputy.", ("Ada", "leads", "dyeing")),
        (
            "The person who decides whether a bale is used is Dr. Osei.",
            ("Dr. Osei", "decides", "whether a bale is used"),
        ),
    ],
)
def test_who_leads_or_decides(told, text: str, fact: tuple[str, str, str]):
    assert fact in told(f"# Mill\n\n{text}\n")


def test_it_is_nobody(told):
    assert not [fact for fact in told("# Mill\n\nIt runs the looms.\n") if fact[0] == "It"]


def test_the_line_of_a_term_may_tell_a_flow(told):
    text = "**Dyeing.** Ada has a day. First she heats the vat, then she dips, then she dries."
    found = told(f"# Mill\n\n{text}\n\n**Carding.** On Mondays.\n")
    assert ("Dyeing", "includes", "she dips") in found
    assert ("she heats the vat", NEXT, "she dips") in found


@pytest.mark.parametrize(
    "text",
    [
        "Carding splits up tufts of wool.",
        "Carding (or combing) splits up tufts of wool. It takes an hour.",
    ],
)
def test_the_title_names_what_a_paragraph_says_something_of(told, text: str):
    does = ("Carding", Said.DEFINITION, "splits up tufts of wool")
    assert does in told(f"# Mill\n\n## Carding\n\n{text}\n")
    assert does not in told(f"# Mill\n\n## Spinning\n\n{text}\n")


def test_what_comes_of_listed_things_is_none_of_them(told):
    facts = told(
        "# Mill\n\nCloth is sold by kind. You may have three stalls: linen, wool, and felt,"
        " resulting in less of a crowd. Smaller stalls are cosier.\n"
    )
    assert {thing for _, said, thing in facts if said == "may have"} == {"linen", "wool", "felt"}
