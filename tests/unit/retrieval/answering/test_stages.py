"""All of what something goes through is told where it is asked for, in its order."""

import pytest

TEXT = """# Dairy

## Milk

farm tank -> lorry -> cold store -> pasteuriser (72 °C) -> filler -> shop

## Cheese

The vat is warmed by steam.

`rennet → curd → press`

## Complaints

| Step | Who | Within |
|------|-----|--------|
| Ticket | desk | 1 h |
| Sample | Ines | 1 day |
| Verdict | board | 5 days |

The board meets on Mondays.
"""


@pytest.fixture(scope="module")
def dairy(ask_about, tmp_path_factory):
    path = tmp_path_factory.mktemp("stages") / "dairy.md"
    path.write_text(TEXT, encoding="utf-8")
    return ask_about(path)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Through which stations does the milk go, from the farm to the shop?",
            "order: farm tank -> lorry -> cold store -> pasteuriser (72 °C) -> filler -> shop",
        ),
        ("walk me through the way of cheese", "In this order: rennet → curd → press"),
        ("in what order do we handle complaints?", "Ticket → Sample → Verdict"),
    ],
)
def test_the_whole_chain_is_told(dairy, question, told):
    assert told in dairy.answer(question).answer.split(" Related: ")[0]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What comes directly after the lorry?", "cold store"),
        ("who takes the sample?", "Ines"),
        ("Which step stands between the lorry and the pasteuriser?", "cold store"),
    ],
)
def test_one_stage_is_not_the_whole_chain(dairy, question, told):
    said = dairy.answer(question).answer
    assert told in said
    assert "In this order" not in said
