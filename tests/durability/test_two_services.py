"""Services on one Neo4j: an ingest through one is served by the others, without a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from api.ingestion import ingest
from api.schemas import AnswerOut
from api.service import Service
from api.settings import Settings, read_settings
from api.views import answer_out
from tests.durability.conftest import Campaign, GiveNeo4j, figures
from tests.durability.editions import QUESTION, marks_in
from tests.durability.kills import Ingests
from tests.durability.nursery import Nursery
from tests.durability.services import Served, free_port

Make = Callable[[str], Path]


@contextmanager
def running(serving: Nursery, data: Path, access: dict[str, str]) -> Iterator[Served]:
    served = Served(serving, free_port(), {"DATA_DIR": str(data), **access})
    served.start()
    try:
        yield served
    finally:
        served.kill()


def test_an_ingest_through_one_is_served_by_all(
    *,
    campaign: Campaign,
    program: Nursery,
    serving: Nursery,
    books: dict[str, Path],
    new_folder: Make,
    give_neo4j: GiveNeo4j,
):
    access, here, there = give_neo4j(), new_folder("here"), new_folder("there")
    ingest_here, ingest_there = (
        Ingests(program, books, {"DATA_DIR": str(place), **access}) for place in (here, there)
    )
    ingest_here.finish("Amber")
    turns = [(ingest_here, "Birch"), (ingest_there, "Cedar"), (ingest_here, "Amber")]
    places = [here, there, here]
    if campaign.is_short:
        turns, places = turns[:1], places[:2]
    with ExitStack() as stack:
        services = [stack.enter_context(running(serving, place, access)) for place in places]
        assert {service.first_answer() for service in services} == {"Amber"}
        took: list[float] = []
        for ingests, mark in turns:
            ingests.finish(mark)
            took += [service.await_mark(mark) for service in services]
    figures.append(f"served by {len(places)} services within {max(took):.1f} s of an ingest's end")
    for place in (here, there):
        assert len(list((place / "indexes").iterdir())) <= 2


def test_a_service_makes_the_index_that_another_machine_made(
    books: dict[str, Path], new_folder: Make, give_neo4j: GiveNeo4j
):
    access = {name.lower(): value for name, value in give_neo4j().items()}
    here = read_settings(data_dir=new_folder("here"), **access)
    there = read_settings(data_dir=new_folder("there"), **access)
    ingest(here, [books["Amber"]])
    assert same_answers(here, there)
    damage(there)
    assert same_answers(here, there)
    for mark in ("Birch", "Cedar"):
        ingest(here, [books[mark]])
    with closing(Service(there)) as service:
        assert service.refresh()
        assert marks_in(service.ask(QUESTION).answer) == {"Cedar"}
        live = service.current().generation
    # What the store no longer holds is removed here too.
    assert [path.name.partition("-")[0] for path in there.indexes_dir.iterdir()] == [live]


def same_answers(here: Settings, there: Settings) -> bool:
    answers: list[AnswerOut] = []
    for settings in (here, there):
        with closing(Service(settings)) as service:
            answers.append(answer_out(service.open().ask(QUESTION)))
    return answers[0].answer == answers[1].answer and answers[0].citations == answers[1].citations


def damage(settings: Settings) -> None:
    (file,) = settings.indexes_dir.glob("*/vectors.faiss")
    file.write_bytes(file.read_bytes()[:-1])


def test_two_machines_that_ingest_at_once(
    *,
    campaign: Campaign,
    program: Nursery,
    books: dict[str, Path],
    new_folder: Make,
    give_neo4j: GiveNeo4j,
):
    access, places = give_neo4j(), [new_folder("here"), new_folder("there")]
    for _ in range(1 if campaign.is_short else 5):
        commands = [
            program.start("ingest", books[mark], DATA_DIR=str(place), **access)
            for place, mark in zip(places, ("Amber", "Birch"), strict=True)
        ]
        codes = [command.wait() for command in commands]
        assert codes == [0, 0], "".join(command.stderr for command in commands)
        asks = [program.run("ask", QUESTION, DATA_DIR=str(place), **access) for place in places]
        assert [ask.wait() for ask in asks] == [0, 0], "".join(ask.stderr for ask in asks)
        assert asks[0].stdout == asks[1].stdout
