"""Lead-ins that come back in several sections tell of what their section is about."""

SECTIONS = """# Mill

## Loom

**Known trouble:**

- jams in May

## Wheel

**Known trouble:**

- needs oil
- smells

## Vat

**Known trouble:** it leaks when it freezes.

## Shed

**Rare birds:**

- swift
"""


def test_a_lead_in_of_several_sections_is_a_relation(told):
    found = told(SECTIONS)
    assert ("Loom", "Known trouble", "jams in May") in found
    assert ("Wheel", "Known trouble", "smells") in found
    assert ("Vat", "Known trouble", "it leaks when it freezes") in found
    assert not [fact for fact in found if fact[0] == "Known trouble"]


def test_a_lead_in_of_one_section_is_a_group(told):
    found = told(SECTIONS)
    assert ("Shed", "includes", "Rare birds") in found
    assert ("Rare birds", "includes", "swift") in found
