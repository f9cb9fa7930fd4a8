"""Lead-ins that name an occasion or what has conditions; keys below a bold name."""


def test_conditions_belong_to_what_has_them(told):
    text = "2.1 A loom is sold if all of these hold:\n\n- it is old\n- nobody wants it\n"
    found = told(f"# Mill\n\n{text}")
    name = "A loom is sold if all of these hold"
    assert ("Mill", "includes", name) in found
    assert (name, "includes", "it is old") in found


def test_a_key_below_a_bold_name_begins_anew(told):
    found = told("# Mill\n\n**Ada & Sons** — weavers since 1890\nDocument owner: Ada\n\nText.\n")
    assert ("Mill", "Document owner", "Ada") in found
    assert not [fact for fact in found if "Document" in fact[2]]


def test_what_is_denied_is_no_object(told):
    found = told("# Mill\n\nWool is stored on top of the beam, never inside it.\n")
    assert not [fact for fact in found if fact[2] == "never"]


def test_ones_name_nothing(told):
    assert not told("# Mill\n\nUpward ones are the worst.\n")
