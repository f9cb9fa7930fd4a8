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
