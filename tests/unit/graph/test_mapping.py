import pytest

from graph.errors import BadMapping
from graph.mapping_file import load_mapping
from graph.model import Relation
from graph.relation_names import named_after
from graph.schema import STRUCTURE, Kind
from ingest.facts import Said
from ingest.grammar.clauses import is_clause


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("Typical Models", Kind.MODEL),
        ("Use Case", Kind.USE_CASE),
        ("use-cases", Kind.USE_CASE),
        ("Retraining Triggers", Kind.TRIGGER),
        ("Serving Infra", Kind.TOOL),
        ("Tools for monitoring", Kind.TOOL),
        ("Types of models", Kind.MODEL),
        ("What to Monitor", Kind.METRIC),
        ("Feature Type", Kind.FEATURE),
        ("Data Model", Kind.CONCEPT),
        ("Core Idea", None),
        ("", None),
    ],
)
def test_kind_of_role(role, kind):
    assert load_mapping().kind_of(role) is kind


def test_every_said_relation_has_an_entry_of_its_own():
    mapping = load_mapping()
    found = {said: mapping.relation_for(said, Kind.CONCEPT, Kind.CONCEPT) for said in Said}
    assert len({relation.name for relation in found.values()}) == len(Said)
    assert not any(relation.name.startswith("HAS_INCLUDES") for relation in found.values())
    assert found[Said.VERSUS].label == found[Said.VERSUS].inverse


def test_every_kind_of_thing_is_ranked_or_a_frame():
    mapping = load_mapping()
    frames = {kind for kind in Kind if mapping.is_frame(kind)} - STRUCTURE
    assert frames == {Kind.TRADEOFF, Kind.QUESTION, Kind.STEP}


@pytest.mark.parametrize(
    ("wording", "source", "target", "name"),
    [
        ("Use Case", Kind.PATTERN, Kind.USE_CASE, "SUITS"),
        ("Source(s) and further reading", Kind.CONCEPT, Kind.CONCEPT, "LINKS_TO"),
        ("Use Case", Kind.TOOL, Kind.USE_CASE, "USED_FOR"),
        ("Use Case", Kind.CONCEPT, Kind.USE_CASE, "HAS_USE_CASE"),
        ("Key Questions", Kind.STEP, Kind.QUESTION, "ASKS"),
        ("Key Questions", Kind.STEP, Kind.CONCEPT, "CONSIDERS"),
        ("Typical Models", Kind.USE_CASE, Kind.MODEL, "USES_MODEL"),
        ("Recommended Tools", Kind.CONCEPT, Kind.TOOL, "USES_TOOL"),
        ("Options", Kind.TRADEOFF, Kind.OPTION, "HAS_OPTION"),
        ("option", Kind.TRADEOFF, Kind.CONCEPT, "WEIGHS"),
        ("Primary metric", Kind.CONCEPT, Kind.METRIC, "HAS_PRIMARY_METRIC"),
    ],
)
def test_relation_for(wording, source, target, name):
    assert load_mapping().relation_for(wording, source, target).name == name


@pytest.mark.parametrize(
    ("header", "cell", "name"),
    [
        ("Effect", "raise it first when the queue grows", "HAS_EFFECT"),
        ("Owner", "Team Blue", "OWNED_BY"),
        ("Owner", "none", "HAS_OWNER"),
        ("Owner", "ask the guild first", "HAS_OWNER"),
        ("Cause", "a full disk", "CAUSED_BY"),
        ("Cause", "32", "HAS_CAUSE"),
        ("Fix", "restart it", "FIXED_BY"),
        ("Before", "Review", "PRECEDES"),
        ("Before", "the branch is cut", "HAS_BEFORE"),
        ("Then", "call the owner", "CALLS_FOR"),
    ],
)
def test_a_cell_that_names_no_thing_is_an_attribute(header, cell, name):
    relation = load_mapping().relation_for(
        header, Kind.CONCEPT, Kind.CONCEPT, clause=is_clause(cell), text=cell
    )
    assert relation.name == name


@pytest.mark.parametrize(
    ("header", "relation"),
    [
        ("Latency (ms)", ("HAS_LATENCY_MS", "has latency (ms)", "is a latency (ms) of")),
        ("SLA", ("HAS_SLA", "has SLA", "is an SLA of")),
        ("Hourly cost", ("HAS_HOURLY_COST", "has hourly cost", "is an hourly cost of")),
        ("Unit", ("HAS_UNIT", "has unit", "is a unit of")),
        ("Wire Payloads", ("HAS_WIRE_PAYLOAD", "has wire payload", "is a wire payload of")),
    ],
)
def test_a_header_never_seen_names_its_own_relation(header, relation):
    assert named_after(header) == Relation(*relation)


@pytest.mark.parametrize(
    ("wording", "name"),
    [("is crunchier than", "IS_CRUNCHIER_THAN"), ("fails", "FAILS"), ("routes to", "ROUTES_TO")],
)
def test_a_verb_never_seen_keeps_its_words(wording, name):
    inverse = f"is on the other side of “{wording}” from"
    assert named_after(wording) == Relation(name, wording, inverse)


@pytest.mark.parametrize(
    ("wording", "label", "inverse"),
    [
        ("publishes", "publishes", "is published by"),
        ("wraps", "wraps", "is wrapped by"),
        ("sends", "sends", "is sent by"),
        ("is faster than", "is faster than", "is slower than"),
        ("is more abundant than", "is more abundant than", "is less abundant than"),
        ("Owned by", "is owned by", "owns"),
        ("Signed by", "is signed by", "signed"),
        ("Approved by", "is approved by", "approves"),
        ("Granted in", "has under “granted in”", "stands under “granted in” of"),
        ("is granted by", "is granted by", "granted"),
        ("Drawn by", "is drawn by", "drew"),
        ("Founded in", "was founded in", "is on the other side of “was founded in” from"),
    ],
)
def test_a_verb_is_turned_round(wording, label, inverse):
    assert (named_after(wording).label, named_after(wording).inverse) == (label, inverse)


@pytest.mark.parametrize(
    ("header", "label", "inverse"),
    [
        ("With", "has under “with”", "stands under “with” of"),
        ("Try last", "has under “try last”", "stands under “try last” of"),
        ("If it rains", "has under “if it rains”", "stands under “if it rains” of"),
        ("Ring when", "has under “ring when”", "stands under “ring when” of"),
        ("Washable", "has under “washable”", "stands under “washable” of"),
        ("Ounce", "has ounce", "is an ounce of"),
        ("Animal", "has animal", "is an animal of"),
        ("Type", "has type", "is the type of"),
    ],
)
def test_what_is_no_noun_is_quoted_and_a_class_is_turned_with_care(header, label, inverse):
    assert (named_after(header).label, named_after(header).inverse) == (label, inverse)


def test_headers_that_ascii_cannot_hold_stay_apart():
    assert named_after("延迟").name != named_after("成本").name
    assert named_after("延迟").name.isascii()
    assert named_after("x" * 200).name.startswith("HAS_XXX")
    assert len(named_after("x" * 200).name) < 80


def test_a_sentence_as_header_is_named_after_its_first_words():
    one, two = (f"Whether the harbour office lets the boat leave is decided by {n}" for n in "AB")
    one, two = named_after(one * 2), named_after(two * 2)
    assert one.name.startswith("HAS_WHETHER_THE_HARBOUR_OFFICE_LETS")
    assert one.name != two.name
    assert len(one.name) < 45


def test_a_question_as_header_is_no_noun():
    assert named_after("How it works").label == "has under “how it works”"


def test_field_terms_know_aliases_and_capitals():
    mapping = load_mapping()
    assert mapping.field("W&B").name == "Weights & Biases"
    assert mapping.field("kube flow").kind is Kind.TOOL
    assert mapping.field("Ray").kind is Kind.TOOL
    assert mapping.field("ray") is None
    assert mapping.field("nothing of the field") is None


def test_override_file_comes_first(tmp_path):
    file = tmp_path / "designbook.toml"
    file.write_text(
        """
        [kinds]
        Tool = ["helper", "use case"]
        [[relation]]
        name = "HELPS"
        label = "helps"
        inverse = "is helped by"
        words = ["helper"]
        [field]
        Tool = ["Our Deployer|OD"]
        [names]
        same = [["Realtime Serving API", "Real-Time API"]]
        apart = ["Batch"]
        """
    )
    mapping = load_mapping(file)
    assert mapping.kind_of("Helpers") is Kind.TOOL
    assert mapping.kind_of("Use Case") is Kind.TOOL
    assert mapping.relation_for("Helper", Kind.CONCEPT, Kind.TOOL).name == "HELPS"
    assert mapping.field("OD").name == "Our Deployer"
    assert mapping.same == (("Realtime Serving API", "Real-Time API"),)
    assert mapping.apart == {"batch"}
    assert load_mapping().apart == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "kinds = [",
        "unknown = 1",
        "kinds = 1",
        "[kinds]\nGadget = ['x']",
        "[kinds]\nSection = ['x']",
        "[kinds]\nTool = 'x'",
        "[kinds]\nTool = [1]",
        "relation = 1",
        "relation = [1]",
        "[[relation]]\nname = 'X'\nlabel = 'x'",
        "[[relation]]\nname = 'X'\nlabel = 'x'\ninverse = 'y'\nword = ['z']",
        "[[relation]]\nname = 'SUITS'\nlabel = 'fits'\ninverse = 'y'\nwords = ['z']",
        "[[relation]]\nname = 'X'\nlabel = 'x'\ninverse = 'y'\nrefuses = ['thing']",
        "[names]\nsame = 1",
    ],
)
def test_malformed_override_names_the_file(tmp_path, text):
    file = tmp_path / "designbook.toml"
    file.write_text(text)
    with pytest.raises(BadMapping, match=r"designbook\.toml cannot be used"):
        load_mapping(file)


def test_absent_override_file(tmp_path):
    with pytest.raises(BadMapping, match="correct it"):
        load_mapping(tmp_path / "absent.toml")


@pytest.mark.parametrize(
    ("wording", "text", "label"),
    [
        ("After", "the wash", "follows"),
        ("After", "30 min without an answer", "has under “after”"),
        ("After", "at once", "has under “after”"),
        ("Replace", "under 100 bar", "has under “replace”"),
        ("Replaces", "the old loom", "replaces"),
        ("Writes", "the ledger", "writes"),
        ("How", "phone", "has under “how”"),
        ("Means", "threads cross", "is"),
    ],
)
def test_what_a_header_says_of_such_a_cell(wording, text, label):
    concept = Kind.CONCEPT
    assert load_mapping().relation_for(wording, concept, concept, text=text).label == label


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("Retrained", "has under “retrained”"),
        ("Cannot", "has under “cannot”"),
        ("must have", "must have"),
        ("Cost", "has cost"),
    ],
)
def test_predicates_as_headers_read_as_english(header, label):
    concept = Kind.CONCEPT
    assert load_mapping().relation_for(header, concept, concept, text="free").label == label
