"""Rows that belong together, headers over two rows, and tables whose columns are the things."""

import pytest


def table(*rows: str, title: str = "Looms") -> str:
    head, *body = (f"| {row} |" for row in rows)
    return "\n".join([f"# {title}", "", head, "|---" * rows[0].count("|") + "|---|", *body, ""])


@pytest.mark.parametrize(
    "rows",
    [
        (" | Ada's | Bo's", "Width (cm) | 90 | 120", "Noise | low | loud", "Shed | east | west"),
        (" | Ada's | Bo's", "Owner | Ada | Bo", "Notes | creaks | needs oil"),
    ],
)
def test_columns_with_values_of_several_sorts_are_the_things(conditions, rows: tuple[str, ...]):
    found = conditions(table(*rows))
    for row in rows[1:]:
        name, first, second = (part.strip() for part in row.split(" | "))
        assert ("Ada's", name, first) in found
        assert ("Bo's", name, second) in found
    assert not [fact for fact in found if fact[1] == "example"]


def test_columns_with_values_of_one_sort_are_what_is_told(conditions):
    found = conditions(table(" | Width | Shed", "Ada's | 90 | east", "Bo's | 120 | west"))
    assert ("Ada's", "Width", "90") in found
    assert ("Bo's", "Shed", "west") in found


def test_a_total_is_told_of_what_the_table_stands_under(conditions):
    found = conditions(
        table("Yarn | 2023 | 2024", "wool | 4 | 5", "silk | 1 | 2", "**Total** | 5 | 7")
    )
    assert found["Looms", "2024", "7"] == ("total",)
    assert not [fact for fact in found if "Total" in fact]


def test_a_bold_row_is_the_title_of_the_rows_below_it(conditions):
    found = conditions(
        table("Part | Count", "**Frame** | ", "beam | 2", "**Harness** | ", "heddle | 40")
    )
    assert ("Frame", "includes", "beam") in found
    assert ("Harness", "includes", "heddle") in found
    assert ("Looms", "includes", "Frame") in found
    assert ("Looms", "row", "beam") in found
    assert ("Looms", "row", "Frame") not in found


@pytest.mark.parametrize("again", ["", "North"])
def test_rows_of_one_subject_are_told_apart_by_the_cell_behind_it(conditions, again: str):
    found = conditions(table("Hall | Shift | Lead", "North | early | Ada", f"{again} | late | Bo"))
    assert found["North", "Lead", "Ada"] == ("early",)
    assert found["North", "Lead", "Bo"] == ("late",)
    assert found["North", "Shift", "late"] == ()


def test_rows_of_two_columns_are_not_told_apart(conditions):
    found = conditions(table("Hall | Lead", "North | Ada", " | Bo"))
    assert found["North", "Lead", "Bo"] == ()


def test_a_header_over_two_rows_is_one(conditions):
    found = conditions(
        table(
            "Loom | Linen | | Wool | ",
            " | speed | waste | speed | waste",
            "Ada's | 4 | 2 % | 6 | 1 %",
            "Bo's | 5 | 3 % | 7 | 2 %",
        )
    )
    assert ("Ada's", "Linen waste", "2 %") in found
    assert ("Bo's", "Wool speed", "7") in found
    assert not [fact for fact in found if fact[2] == "speed"]


def test_a_first_row_without_a_subject_is_no_header_by_itself(conditions):
    found = conditions(table("Loom | Shed", " | east", "Bo's | west"))
    assert ("Bo's", "Shed", "west") in found


def test_a_table_of_one_empty_column_has_one_header(conditions):
    assert conditions("|  |\n|---|\n|  |\n|  |\n") == {}
