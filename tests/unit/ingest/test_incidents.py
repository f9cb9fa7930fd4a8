"""Causes and remedies belong to the symptom above them where a section has several."""

TWO = (
    "# Barn\n\n## When looms break\n\n**Symptom:** the shuttle sticks.\n**Fix:** wax the race\n\n"
    "**Symptom:** threads tear\n**Cause:** dry air.\n**Fix:** wet the floor.\n"
)
ONE = "# Barn\n\n## Sticking shuttle\n\n**Symptom:** it sticks.\n**Fix:** wax the race\n"


def test_several_symptoms_have_their_own_remedies(told):
    found = told(TWO)

    assert ("the shuttle sticks", "Fix", "wax the race") in found
    assert ("threads tear", "Cause", "dry air") in found
    assert ("threads tear", "Fix", "wet the floor") in found
    assert ("When looms break", "Symptom", "threads tear") in found
    assert not [fact for fact in found if fact[0] == "When looms break" and fact[1] == "Fix"]


def test_one_symptom_is_that_of_its_section(told):
    assert ("Sticking shuttle", "Fix", "wax the race") in told(ONE)
