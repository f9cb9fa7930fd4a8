"""Tables of what was replaced by what."""


def test_a_row_of_before_and_after_states_what_was_replaced_and_why(told):
    found = told(
        "# Moves\n| Before | After | Reason |\n|-|-|-|\n"
        "| Lists in memory | Redis | Two hosts share one list |\n| Cron | - | Nobody read it |\n"
    )
    assert ("Lists in memory", "was replaced by", "Redis") in found
    assert ("Lists in memory", "reason for the change", "Two hosts share one list") in found
    assert ("Cron", "reason for the change", "Nobody read it") in found
    assert not {relation for _, relation, _ in found} & {"After", "Reason"}
    assert ("Cron", "was replaced by", "-") not in found


def test_behind_a_subject_both_columns_are_its_states(told):
    found = told("# Moves\n| Area | Old | New |\n|-|-|-|\n| Queue | Rabbit | Kafka |\n")
    assert ("Queue", "state old", "Rabbit") in found
    assert ("Queue", "state new", "Kafka") in found


def test_one_such_column_alone_is_an_order_in_time(told):
    found = told("# Moves\n| Step | After |\n|-|-|\n| Tag | Review |\n")
    assert ("Tag", "After", "Review") in found


def test_the_tool_replaces_what_was_used_and_not_its_purpose(told):
    found = told(
        "# Moves\n| Purpose | Tool | Instead of |\n|-|-|-|\n"
        "| Plots | Plotter | Drawbox |\n| Paging | Ringer | none |\n"
    )
    assert ("Plotter", "replaces", "Drawbox") in found
    assert [fact for fact in found if fact[1] in {"Instead of", "replaces"}] == [
        ("Plotter", "replaces", "Drawbox")
    ]


def test_the_row_replaces_where_no_column_says_what_is_used_now(told):
    found = told("# Moves\n| Kiln | Previously |\n|-|-|\n| Firebird | Oldoven |\n")
    assert ("Firebird", "replaces", "Oldoven") in found


def test_before_beside_what_is_used_now_is_no_order_in_time(told):
    found = told("# Moves\n| Part | We use | Before |\n|-|-|-|\n| Queue | Streamy | Rabbit |\n")
    assert ("Streamy", "replaces", "Rabbit") in found
