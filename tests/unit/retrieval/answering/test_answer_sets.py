from retrieval.queries.answer_sets import IN, OUT, AnswerSets, sources


def named(snapshot, name):
    return next(node.id for node in snapshot.graph.nodes if node.name == name)


def test_edges_of_one_relation_are_one_set_in_the_order_of_the_text(studio_snapshot):
    sets = AnswerSets(studio_snapshot)
    steps = next(s for s in sets.of(named(studio_snapshot, "Firing Plan")) if s.direction == OUT)
    names = [studio_snapshot.node(target).name for target in steps.targets]
    assert names == ["Loading", "Ramping", "Soaking", "Cooling"]


def test_the_order_within_a_line_is_that_of_the_words(studio_snapshot):
    sets = AnswerSets(studio_snapshot)
    mugs = next(s for s in sets.of(named(studio_snapshot, "Mugs")) if s.direction == OUT)
    assert [studio_snapshot.node(t).name for t in mugs.targets] == ["Stoneware", "Porcelain"]


def test_relations_that_mirror_the_text_are_left_out(studio_snapshot):
    sets = AnswerSets(studio_snapshot)
    relations = {s.relation for node in studio_snapshot.graph.nodes for s in sets.of(node.id)}
    assert relations
    assert relations.isdisjoint({"HAS_SECTION", "HAS_PASSAGE", "MENTIONS", "ABOUT"})


def test_an_edge_is_in_the_sets_of_both_its_ends(studio_snapshot):
    sets = AnswerSets(studio_snapshot)
    edge = next(s for s in sets.of(named(studio_snapshot, "Mugs")) if s.direction == OUT).edges[0]
    assert [(s.anchor, s.direction) for s in sets.of_edge(edge)] == [
        (edge.source, OUT),
        (edge.target, IN),
    ]


def test_a_set_can_be_cut_to_some_targets(studio_snapshot):
    found = AnswerSets(studio_snapshot).of(named(studio_snapshot, "Firing Plan"))[0]
    cut = found.only(found.targets[1:2])
    assert cut.targets == found.targets[1:2]
    assert cut.edges == found.edges[1:2]
    assert cut.key == found.key


def test_what_only_says_under_which_title_a_thing_stands_is_layout(studio_snapshot):
    sets = AnswerSets(studio_snapshot)
    loading = sets.of(named(studio_snapshot, "Loading"))
    assert {s.relation: sets.is_layout(s) for s in loading if s.direction == IN}["COVERS"]
    assert not any(sets.is_layout(s) for s in loading if s.direction == OUT)


def test_lines_that_follow_each_other_are_one_source(studio_snapshot):
    sets = AnswerSets(studio_snapshot)
    triggers = sets.of(named(studio_snapshot, "Refiring Triggers"))
    edges = next(s for s in triggers if s.direction == OUT).edges
    (place,) = sources(studio_snapshot, edges)
    assert place.line_end - place.line_start == 2
    assert place.text.count("\n") == 2
    assert sources(studio_snapshot, [edges[0], edges[2]])[0].text.startswith("- Pinholes")
    assert len(sources(studio_snapshot, [edges[0], edges[2]])) == 2
