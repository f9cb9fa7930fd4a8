"""Tables and lists that are written in HTML."""

from ingest.document import Document, Html, Span
from ingest.facts import Said
from ingest.markdown.html_blocks import blocks_of
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts


def triples(text):
    facts = read_facts(Document("t.md", "T", parse(text, "t.md"), (), "")).facts
    return [
        (f.subject.text, f.relation, f.object.text, f.span.line_start, f.span.line_end)
        for f in facts
    ]


def test_a_table_with_its_lines():
    found = triples(
        "# Zones\n\n<table>\n<tr><th>Zone</th><th>Format</th></tr>\n"
        "<tr><td><b>Raw</b></td><td>JSON, Avro</td></tr>\n"
        "<tr>\n<td>Gold</td>\n<td>Iceberg &amp; <code>orc</code></td>\n</tr>\n</table>\n"
    )
    assert found == [
        ("Zones", Said.ROW, "Raw", 5, 5),
        ("Raw", "Format", "JSON", 5, 5),
        ("Raw", "Format", "Avro", 5, 5),
        ("Zones", Said.ROW, "Gold", 6, 9),
        ("Gold", "Format", "Iceberg & orc", 6, 9),
    ]


def test_a_table_in_parts_with_open_tags_and_spans():
    found = triples(
        "# T\n\n<table>\n<tr><th>A<th>B<th>C\n\n"
        "<tr><td>x<td rowspan=2>one<br>two<td><ul><li>p<li>q</ul>\n"
        "<tr><td>y<td colspan=9>r\n</table>\n"
    )
    told = [t[:3] for t in found]
    assert ("x", "B", "two") in told
    assert ("y", "B", "one") in told
    assert ("x", "C", "q") in told
    assert ("y", "C", "r") in told


def test_a_link_and_a_table_without_header():
    found = triples(
        "# T\n\n<table><tr><td><a href='https://k.dev'>Kafka</a></td><td>fast</td></tr></table>\n"
    )
    assert ("Kafka", Said.LINK, "https://k.dev", 3, 3) in found
    assert ("Kafka", Said.DEFINITION, "fast", 3, 3) in found


def test_lists_and_definition_lists():
    found = triples(
        "# T\n\n<dl>\n<dt>Lag</dt>\n<dd>time behind</dd>\n</dl>\n\n<ol><li>one</li><li>two</ol>\n"
    )
    assert [t[:4] for t in found] == [
        ("T", Said.INCLUDES, "Lag", 4),
        ("Lag", Said.DEFINITION, "time behind", 4),
        ("T", Said.INCLUDES, "one", 8),
        ("T", Said.INCLUDES, "two", 8),
    ]


def test_other_html_states_nothing():
    assert triples("# T\n\n<p align='center'><img src='x.png' alt='logo'></p>\n") == []
    assert triples("# T\n\n<table></table>\n\n<ul></ul>\n") == []


def test_what_is_too_long_or_broken_is_left():
    block = parse("<table>" + "<tr><td>a" * 30_000, "t.md").blocks[0]
    assert blocks_of(block) == []
    assert blocks_of(Html("<table><tr>" + "<td " * 40_000, Span("t.md", 1, 1))) == []
    assert triples("# T\n\n<tr><td>a</td></table></td></b>\n")[0][:3] == ("T", Said.ROW, "a")
