"""The item grammar, on strings alone."""

import time

import pytest

from ingest.document import Mark, MarkKind, Text
from ingest.facts import Said
from ingest.grammar.item import Item
from ingest.grammar.items import read_item, read_items, sides_of


def names(text, **options):
    return [item.text for item in read_items(Text(text), **options).items]


def below(item: Item, relation=Said.EXAMPLE):
    return [inner.text for said, inner in item.below if said == relation]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Age, gender, signup method", ["Age", "gender", "signup method"]),
        ("a, b and c", ["a", "b", "c"]),
        ("logs, metrics, and traces", ["logs", "metrics", "traces"]),
        ("low, mid; high", ["low", "mid", "high"]),
        ("1,000 requests, 10 ms", ["1,000 requests", "10 ms"]),
        ("Canary, A/B testing, auto-scaling", ["Canary", "A/B testing", "auto-scaling"]),
        ("Online/offline consistency, reuse", ["Online/offline consistency", "reuse"]),
        ("GPU $, API failures", ["GPU $", "API failures"]),
        ("predict(a, b), plot", ["predict(a, b)", "plot"]),
        ("C++, C#, .NET", ["C++", "C#", ".NET"]),
        ("fast storage, etc.", ["fast storage"]),
        ("Feature distribution changes", ["Feature distribution changes"]),
        ("search and rescue", ["search and rescue"]),
        ("“cost, speed”, size", ["cost, speed", "size"]),
        ("", []),
        (" - ", []),
    ],
)
def test_a_list_is_cut_at_its_top_level(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It is fast, simple and cheap",
        "Drops requests, causing errors",
        "Caching is hard, and stale data hurts",
        "Keep the old image, compare both outputs, and discard the slower one.",
        "Queues smooth bursts. They add latency, too",
    ],
)
def test_a_sentence_with_commas_stays_whole(text):
    assert names(text) == [text.rstrip(".")]


def test_a_run_of_questions_is_cut_behind_each():
    assert names("Which metric? Is it needed? Latency?") == [
        "Which metric?",
        "Is it needed?",
        "Latency?",
    ]


def test_a_question_names_options_and_opposes_nothing():
    read = read_items(Text("Batch vs streaming? Ground truth?"))
    assert [item.text for item in read.items] == ["Batch vs streaming?", "Ground truth?"]
    assert below(read.items[0], Said.OPTION) == ["Batch", "streaming"]
    assert read.versus == ()


def test_the_piece_behind_the_last_question_is_read_as_usual():
    read = read_items(Text("Which type? Offline vs online learning"))
    assert [item.text for item in read.items] == ["Which type?", "Offline", "online learning"]
    assert [(a.text, b.text) for a, b in read.versus] == [("Offline", "online learning")]


def test_examples_of_an_opposition_are_given_side_by_side():
    light, deep = read_items(Text("Small models vs complex (Trees vs Nets)")).items
    assert (light.text, below(light)) == ("Small models", ["Trees"])
    assert (deep.text, below(deep)) == ("complex", ["Nets"])


def test_examples_that_are_no_pair_belong_to_the_last_side():
    offline, online = read_items(Text("Offline metrics vs online (A/B, lift)")).items
    assert below(offline) == []
    assert below(online) == ["A/B", "lift"]


@pytest.mark.parametrize("text", ["Elm vs % (ash vs %?)", "Elm vs % (ash)", "+ vs Elm"])
def test_signs_are_no_side_of_an_opposition(text):
    read = read_items(Text(text))
    assert not read.versus
    assert names(text) == [text.partition(" (")[0]]


def test_three_sides_are_opposed_pair_by_pair():
    read = read_items(Text("a vs b vs. c"))
    assert [(a.text, b.text) for a, b in read.versus] == [("a", "b"), ("a", "c"), ("b", "c")]


@pytest.mark.parametrize(
    ("text", "name", "examples"),
    [
        ("Batch (S3, GCS)", "Batch", ["S3", "GCS"]),
        ("Quantization (8Bit/4Bit)", "Quantization", ["8Bit", "4Bit"]),
        ("Deployment (Batch / Edge)", "Deployment", ["Batch", "Edge"]),
        ("business KPIs (ROI)", "business KPIs", ["ROI"]),
        ("Testing (A/B)", "Testing", ["A/B"]),
        ("Brokers (e.g. Kafka and Pulsar)", "Brokers", ["Kafka", "Pulsar"]),
        ("Object stores, e.g. S3, GCS", "Object stores", ["S3", "GCS"]),
        ("Offline training (classic)", "Offline training", ["classic"]),
    ],
)
def test_a_parenthesis_gives_examples(text, name, examples):
    (item,) = read_items(Text(text)).items
    assert item.text == name
    assert below(item) == examples


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Redis (only for GPUs)", "only for GPUs"),
        ("Redis (if latency matters)", "if latency matters"),
        ("Redis (optional)", "optional"),
        ("Redis (10 ms)", "10 ms"),
        ("Cold start (first request only)", "first request only"),
        ("100 ms (p99)", "p99"),
    ],
)
def test_a_parenthesis_gives_a_condition(text, condition):
    (item,) = read_items(Text(text)).items
    assert item.qualifiers == (condition,)
    assert item.below == ()


@pytest.mark.parametrize(
    "text", ["Ranking model (LTR)", "Learning to rank (LTR)", "LTR (learning to rank)"]
)
def test_an_abbreviation_stays_with_its_name(text):
    assert read_items(Text(text)).items[0].text == text


def test_an_abbreviation_that_shares_no_initial_is_an_example():
    (item,) = read_items(Text("Business numbers (ROI)")).items
    assert (item.text, below(item)) == ("Business numbers", ["ROI"])


def test_parts_stay_in_the_name():
    item = read_item(Text("Hybrid (Precompute + Realtime)"))
    assert item is not None
    assert item.text == "Hybrid (Precompute + Realtime)"
    assert below(item, Said.PART) == ["Precompute", "Realtime"]
    assert below(read_items(Text("retrieval + ranking")).items[0], Said.PART) == [
        "retrieval",
        "ranking",
    ]


def test_labels_hold_the_list_behind_them():
    batch, stream = read_items(Text("Batch: S3, GCS; Stream: Kafka")).items
    assert below(batch, Said.INCLUDES) == ["S3", "GCS"]
    assert below(stream, Said.INCLUDES) == ["Kafka"]


def test_ticks_and_wide_spaces_divide():
    assert names("✓ Versioning\u2003✓ Offline & Online store ✔️ Reuse") == [
        "Versioning",
        "Offline & Online store",
        "Reuse",
    ]


def test_code_and_links_protect_their_commas():
    text = Text(
        "f, g and see, here",
        (Mark(0, 4, MarkKind.CODE), Mark(9, 18, MarkKind.LINK, "https://example.org")),
    )
    assert [item.text for item in read_items(text).items] == ["f, g and see, here"]


def test_an_item_that_is_one_link_has_its_address():
    text = Text("Feast, Ray", (Mark(0, 5, MarkKind.LINK, "https://feast.dev"),))
    feast, ray = read_items(text).items
    assert (feast.address, ray.address) == ("https://feast.dev", "")


def test_offsets_are_those_of_the_text():
    text = "alpha, beta (x, y)"
    for item in read_items(Text(text)).items:
        assert text[item.start : item.end].startswith(item.text)


def test_sides_of_a_title():
    assert sides_of("Cost vs. Scale") == ("Cost", "Scale")
    assert sides_of("Cost") == ()
    assert sides_of("## vs Scale") == ()
    assert sides_of("Batch vs streaming?") == ()


@pytest.mark.parametrize(
    "text", ["(" * 20_000, "a (b " * 5_000, "a, " * 20_000, "a" + " " * 30_000 + "b", '"a ' * 9_000]
)
def test_long_input_is_read_in_linear_time(text):
    begin = time.perf_counter()
    read_items(Text(text))
    assert time.perf_counter() - begin < 10


def test_examples_that_are_opposed_side_by_side():
    light, deep = read_items(Text("Small models vs complex (Trees vs Nets)")).items
    (_, trees), (_, nets) = light.below[0], deep.below[0]
    assert below(trees, Said.VERSUS) == ["Nets"]
    assert below(nets, Said.VERSUS) == []
    (latency,) = read_items(Text("Models (Trees vs Nets)")).items
    assert below(latency.below[0][1], Said.VERSUS) == ["Nets"]


@pytest.mark.parametrize(
    "text",
    [
        "Windowing (also called bucketing)",
        "Windowing (aka bucketing)",
        "Windowing (a.k.a. bucketing)",
    ],
)
def test_a_parenthesis_gives_another_name(text):
    (item,) = read_items(Text(text)).items
    assert (item.text, below(item), below(item, Said.ALIAS)) == ("Windowing", [], ["bucketing"])


def test_a_property_in_parentheses_is_a_condition():
    (item,) = read_items(Text("Services (low latency)")).items
    assert (item.text, item.qualifiers, item.below) == ("Services", ("low latency",), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Works with Django, Flask and FastAPI", ["Works with Django, Flask and FastAPI"]),
        ("Use Kafka, Redis", ["Use Kafka, Redis"]),
        ("Delete old logs, extend the volume", ["Delete old logs", "extend the volume"]),
        ("Load balancing, caching", ["Load balancing", "caching"]),
        ("Reads per second, errors", ["Reads per second", "errors"]),
    ],
)
def test_commas_between_the_objects_of_a_verb_make_no_list(text, expected):
    assert names(text) == expected
