"""Forms of lines, rows, labels and drawings beyond the plainest ones."""

from ingest.document import Document
from ingest.markdown.parser import parse
from ingest.readers.registry import read_facts


def told(text):
    facts = read_facts(Document("t.md", "T", parse(f"# H\n\n{text}\n", "t.md"), (), "")).facts
    return [(f.subject.text, f.relation, f.object.text) for f in facts]


def test_a_question_and_an_arrow():
    assert told("Need answers under 10 ms? → Redis") == [
        ("H", "includes", "Need answers under 10 ms?"),
        ("Need answers under 10 ms?", "answer", "Redis"),
    ]


def test_lines_of_keys_and_values():
    assert told("service: checkout-api\nseverity: SEV-1\non-call: #payments") == [
        ("H", "service", "checkout-api"),
        ("H", "severity", "SEV-1"),
        ("H", "on-call", "#payments"),
    ]


def test_a_sentence_that_counts_what_it_lists():
    assert told("Objects move through three tiers: hot, warm and cold.") == [
        ("H", "includes", "hot"),
        ("H", "includes", "warm"),
        ("H", "includes", "cold"),
    ]


def test_sides_share_a_noun_where_both_modify_it():
    assert told("## Push vs pull consumers") == [
        ("Push vs pull consumers", "option", "Push consumers"),
        ("Push vs pull consumers", "option", "pull consumers"),
        ("Push consumers", "versus", "pull consumers"),
    ]
    assert told("## Accuracy vs training time")[2] == ("Accuracy", "versus", "training time")


def test_what_a_parenthesis_says_of_one_thing():
    assert told(
        "- MLflow (tracking)\n- Feast (community)\n- [ONNX](https://o.io) (CPU and GPU)"
    ) == [
        ("H", "includes", "MLflow"),
        ("H", "includes", "Feast"),
        ("H", "includes", "ONNX"),
        ("ONNX", "links to", "https://o.io"),
    ]


def test_a_row_without_subject_goes_on_with_the_one_above():
    table = '| Team | Tier |\n|---|---|\n| Ads | 1 |\n| | 2 |\n| Search | " |'
    assert told(table) == [
        ("H", "row", "Ads"),
        ("Ads", "Tier", "1"),
        ("Ads", "Tier", "2"),
        ("H", "row", "Search"),
        ("Search", "Tier", "2"),
    ]


def test_the_title_of_a_folded_section():
    assert told("<details>\n<summary>Terms</summary>\n\n- Lag\n\n</details>") == [
        ("H", "includes", "Terms"),
        ("Terms", "includes", "Lag"),
    ]
    assert told("<details>\n<summary>Click me</summary>\n\n- Lag\n\n</details>") == [
        ("H", "includes", "Lag")
    ]


def test_a_general_word_among_parts_is_a_part():
    parts = "- Gateway\n  - Timeouts\n- Inventory\n- Database\n  - Locks"
    assert ("Database", "includes", "Locks") in told(parts)


def test_a_list_in_a_chain_of_arrows():
    assert told("Online metrics → CTR, dwell time")[3:] == [
        ("Online metrics", "feeds into", "CTR"),
        ("Online metrics", "feeds into", "dwell time"),
    ]


def test_a_chain_of_arrows_in_a_tree():
    tree = "```\nModel\n├── Retrieval → Ranking\n└── Cache\n```"
    assert told(tree) == [
        ("H", "includes", "Model"),
        ("Model", "branches into", "Retrieval"),
        ("Retrieval", "feeds into", "Ranking"),
        ("Model", "branches into", "Cache"),
    ]


def test_a_number_beside_a_property_is_one_too():
    assert told("- Retention: 14 days\n- Owner: Team A") == [
        ("H", "Retention", "14 days"),
        ("H", "Owner", "Team A"),
    ]


def test_a_dash_behind_a_marked_name_divides_before_any_colon():
    assert told("- **Alerts** – two kinds: lag and errors")[0] == ("H", "includes", "Alerts")


def test_steps_that_are_numbered_in_words():
    steps = [
        ("H", "includes", "Read the notes"),
        ("H", "includes", "Upgrade it"),
        ("Read the notes", "is followed by", "Upgrade it"),
    ]
    assert told("Step 1: Read the notes\nStep 2: Upgrade it") == steps
    assert told("- Step 1: Read the notes\n- Step 2: Upgrade it") == steps


def test_a_drawn_arrow_is_no_code():
    assert told("```\nkubectl → API\n```")[-1] == ("kubectl", "feeds into", "API")


def test_a_label_inside_a_definition():
    assert told("- **Bias** — top items win. *Remedy:* weigh by rank.") == [
        ("H", "includes", "Bias"),
        ("Bias", "is", "top items win"),
        ("Bias", "Remedy", "weigh by rank"),
    ]


def test_a_number_is_no_member():
    assert told("- Timeout: 60 s\n- Host: Kafka")[1] == ("Timeout", "is", "60 s")


def test_a_row_of_a_matrix_that_asks():
    rows = ["| | Horizontal | Vertical |", "|---|---|---|", "| What changes | count | size |"]
    table = "## Horizontal vs vertical\n\n" + "\n".join(rows)
    assert ("Vertical", "What changes", "size") in told(table)


def test_a_lead_in_that_counts():
    assert told("BM25 has two parameters: k1 and b.") == [
        ("BM25", "parameters", "k1"),
        ("BM25", "parameters", "b"),
    ]
    assert told("Every contract contains:\n\n- a schema") == [("contract", "contains", "a schema")]


def test_labels_that_recur_are_properties():
    threats = "".join(f"## T{n}\n\n**Vector:** the mail is opened at {n}.\n\n" for n in (1, 2))
    assert ("T2", "Vector", "the mail is opened at 2") in told(threats)


def test_definitions_with_a_sign():
    assert told("DQ = data quality; SLA = service level agreement") == [
        ("H", "includes", "DQ"),
        ("DQ", "is", "data quality"),
        ("H", "includes", "SLA"),
        ("SLA", "is", "service level agreement"),
    ]
    assert told("Cost = time of all nodes")[1:] == [("Cost", "is", "time of all nodes")]
    assert told("cost = nodes") == told("x = time of all nodes") == []


def test_operators_in_capitals_are_names():
    assert told("- Operators (AND, OR, NOT)")[1:] == [
        ("Operators", "example", "AND"),
        ("Operators", "example", "OR"),
        ("Operators", "example", "NOT"),
    ]


def test_a_matrix_of_questions():
    rows = ["| Question | SQL | NoSQL |", "|---|---|---|", "| Fixed schema? | yes | no |"]
    table = "## SQL vs NoSQL\n\n" + "\n".join(rows)
    assert ("NoSQL", "Fixed schema?", "no") in told(table)


def test_a_title_on_the_line_above_its_list():
    assert told("Stateful operators\n- join\n- aggregate") == [
        ("H", "includes", "Stateful operators"),
        ("Stateful operators", "includes", "join"),
        ("Stateful operators", "includes", "aggregate"),
    ]
    assert told("We support\n- join")[0] == ("H", "includes", "join")


def test_described_terms_without_a_blank_line_between():
    assert told("Lag\n: the delay of a consumer\nTopic\n: a log that is named") == [
        ("H", "includes", "Lag"),
        ("Lag", "is", "the delay of a consumer"),
        ("H", "includes", "Topic"),
        ("Topic", "is", "a log that is named"),
    ]


def test_a_lead_in_about_the_title():
    assert told("## Leakage\n\nSources of leakage:\n\n- Late rows") == [
        ("Leakage", "Sources", "Late rows")
    ]


def test_a_formula_is_one_thing():
    table = "| Scaler | Formula |\n|---|---|\n| Min-max | (x - a) / (b - a) |"
    assert told(table)[1] == ("Min-max", "Formula", "(x - a) / (b - a)")


def test_one_of_a_thing_is_no_sentence():
    assert told("- Encoding: one column per value; exact")[1:] == [
        ("Encoding", "includes", "one column per value"),
        ("Encoding", "includes", "exact"),
    ]
