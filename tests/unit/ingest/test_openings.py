"""Labels and lines that only lead on, and what they lead to."""


def test_in_short_is_no_thing(told):
    found = told("# Wool\n\n## Path\n\nIn short: fleece → yarn → cloth.\n")

    assert ("Path", "includes", "fleece") in found
    assert ("fleece", "feeds into", "yarn") in found
    assert not [fact for fact in found if "In short" in fact]


def test_a_chain_is_read_before_the_sentences_that_follow(told):
    found = told(
        "# Wool\n\nRefit: bulletin → wash → report. Washing is done by Ida and Petra.\n\n"
        "How a loom gets in: proposal -> trial -> listed. The trial takes a week.\n"
    )

    assert ("Refit", "includes", "report") in found
    assert ("wash", "feeds into", "report") in found
    assert ("How a loom gets in", "includes", "trial") in found


def test_a_term_ends_before_its_verb(told):
    found = told("# Wool\n\nOn deck means: a dry place without mains.\n")

    assert ("On deck", "is", "a dry place without mains") in found


def test_what_has_ways_is_told_of_itself(told):
    found = told(
        "# Wool\n\n## Who weaves\n\n"
        "Verification has two ways to fail: letting moths in and turning guests away.\n\n"
        "Older mills were made of three parts: a wheel that turned, a shaft, and a stone.\n"
    )

    assert ("Verification", "ways to fail", "letting moths in") in found
    assert not [fact for fact in found if fact[1] == "Verification"]
    assert [fact for fact in found if fact[:2] == ("Older mills", "includes")]
    assert not [fact for fact in found if fact[0] == "Who weaves" and fact[1] == "includes"]


def test_a_corner_branches_off_from_what_stands_above_it(told):
    found = told(
        "# Wool\n\n```\nfleece -> yarn -> cloth -> shop\n            \\-> felt -> hats\n"
        "            \\-> rope\n```\n"
    )

    assert {("yarn", "feeds into", "felt"), ("yarn", "feeds into", "rope")} <= found
    assert ("shop", "feeds into", "felt") not in found


def test_a_step_that_only_runs_code_is_named_by_it(told):
    found = told(
        "# Wool\n\n## Refit steps\n\n1. Check the loom.\n2. Run\n"
        "   ```sql\n   VACUUM yarn;\n   ```\n"
        "3. Close the lid.\n4. Execute:\n   ```bash\n   loomctl stop\n   loomctl start\n   ```\n"
    )

    steps = [("Refit steps", "includes", name) for name in ("Run: VACUUM yarn", "Close the lid")]
    assert set(steps) <= found
    assert ("Refit steps", "includes", "Execute: loomctl stop …") in found
    assert ("Run: VACUUM yarn", "is followed by", "Close the lid") in found


def test_letters_that_count_headings_are_no_part_of_them(told):
    found = told(
        "# Wool\n\n## A. Wash\n\n- soap\n\n## B. Card\n\n- brush\n\n# Dyes\n\n## E. Reds\n\n- red\n"
    )

    assert {("Wash", "includes", "soap"), ("Card", "includes", "brush")} <= found
