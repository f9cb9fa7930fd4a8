import json

from ui.chat import KEPT, Exchange, history, messages, restore, store
from ui.client import Citation, Evidence, Reply, Source

HERE = Source(path="a.md", line_start=1, line_end=2)
THERE = Source(path="a.md", line_start=9, line_end=9)


def exchange(question: str = "q") -> Exchange:
    evidence = (
        Evidence(source=HERE, node_ids=("tool:a",)),
        Evidence(source=THERE, node_ids=("tool:far",)),
    )
    reply = Reply(
        question=question,
        answer="A [1].",
        status="answered",
        citations=(Citation(id="1", source=HERE),),
        evidence=evidence,
        suggestions=("s1", "s2", "s3", "s4", "s5"),
    )
    return Exchange(question=question, reply=reply)


def test_what_is_stored_comes_back_as_json():
    stored = json.loads(json.dumps(store([exchange()])))
    (back,) = restore(stored)
    assert messages([back], {"tool:a": "A"}) == messages([exchange()], {"tool:a": "A"})


def test_the_store_keeps_the_latest_and_only_the_cited_evidence():
    stored = store([exchange(str(number)) for number in range(KEPT + 3)])
    kept = restore(stored)
    assert [one.question for one in kept] == [str(number) for number in range(3, KEPT + 3)]
    assert [piece.source for piece in kept[0].reply.evidence] == [HERE]


def test_what_cannot_be_read_is_an_empty_chat():
    assert restore(None) == ()
    assert restore([{"question": 1}]) == ()
    assert restore("x") == ()


def test_history_alternates_oldest_first():
    turns = history([exchange("one"), exchange("two")])
    assert [(turn.role, turn.content) for turn in turns] == [
        ("user", "one"),
        ("assistant", "A [1]."),
        ("user", "two"),
        ("assistant", "A [1]."),
    ]


def test_only_the_last_answer_offers_suggestions():
    shown = messages([exchange("one"), exchange("two")], {})
    assert [message.get("options") is not None for message in shown] == [False, False, False, True]
    assert shown[-1]["options"] == [{"value": f"s{number}"} for number in range(1, 5)]


def test_while_a_question_is_answered_none_is_offered():
    shown = messages([exchange("one")], {}, pending="two")
    assert len(shown) == 4
    assert not any("options" in message for message in shown)
    assert "two" in shown[2]["content"]
    assert "pending" in shown[3]["content"]
