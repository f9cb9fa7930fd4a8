from retrieval.queries.by_head import ByHead

LISTS = ByHead(
    [
        (frozenset({"kiln", "oven"}), "the kilns"),
        (frozenset({"glaze"}), "the glazes"),
        (frozenset({"kiln"}), "more kilns"),
    ]
)


def test_what_is_called_so_is_found_once_in_its_order():
    assert LISTS.called({"oven", "kiln", "glaze"}) == ["the kilns", "the glazes", "more kilns"]
    assert LISTS.called(["kiln"]) == ["the kilns", "more kilns"]
    assert LISTS.called({"clay"}) == []


def test_all_are_given_in_their_order():
    assert LISTS.all() == ("the kilns", "the glazes", "more kilns")
