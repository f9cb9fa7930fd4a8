from dataclasses import replace

from graph.model import Evidence
from retrieval.queries.columns import header


def test_the_header_of_a_row_is_its_tables_first_line(studio_snapshot):
    place = next(
        edge.evidence[0]
        for edge in studio_snapshot.graph.edges
        if edge.evidence[0].text.startswith("| Mugs")
    )
    assert header(studio_snapshot, place) == ["Use Case", "Typical Clay"]


def test_lines_behind_the_end_of_a_file_are_in_no_table(studio_snapshot):
    (file,) = studio_snapshot.graph.files
    place = Evidence(file.path, 10_000, 10_000, "| a | b |")
    assert header(studio_snapshot, place) == []
    assert header(studio_snapshot, replace(place, line_start=1, line_end=1)) == []
