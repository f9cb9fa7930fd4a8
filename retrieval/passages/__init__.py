"""Multi-hop search over passages: what a first passage leaves unanswered leads to a second."""
