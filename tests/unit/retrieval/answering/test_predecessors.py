"""What was used before a thing, and what is used since."""

import pytest

TEXT = """# Studio

| Purpose | Tool | Instead of |
|---|---|---|
| Plots | Plotter | Drawbox |
| Paging | Ringer | OldBell |

Fire is hot. A kiln is dropped when it leaks.

The shelf is replaced when:

- it bends by a finger
- its coat is gone
"""


@pytest.fixture(scope="module")
def studio_tools(ask_about, tmp_path_factory):
    path = tmp_path_factory.mktemp("predecessors") / "studio.md"
    path.write_text(TEXT, encoding="utf-8")
    return ask_about(path)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what did we use before Plotter?", "Plotter replaces Drawbox"),
        ("what did Ringer replace?", "Ringer replaces OldBell"),
        ("what replaced Drawbox?", "Plotter replaces Drawbox"),
        ("what do we use instead of OldBell", "Ringer replaces OldBell"),
    ],
)
def test_what_replaced_what_comes_first(studio_tools, question, said):
    assert studio_tools.answer(question).answer.startswith(said)


def test_each_of_several_conditions_is_enough(studio_tools):
    said = studio_tools.answer("when is the shelf replaced?").answer
    assert "it bends by a finger or its coat is gone" in said
