"""A disk without room and a folder that cannot be written: said in one sentence, nothing broken."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.durability.conftest import Campaign
from tests.durability.editions import QUESTION
from tests.durability.namespaces import mounted, read_only, small_disk
from tests.durability.nursery import Nursery, nursery
from tests.durability.said import check_health, check_refusal, mark_of

DISK_MB = 16
ROOMS = (0, 20, 60, 150, 300, 500, 700, 900, 1200)
"""Kilobytes left on the disk; an ingest of an edition writes some hundred."""


def test_a_disk_without_room(
    campaign: Campaign, books: dict[str, Path], models: Path, tmp_path: Path
):
    data = tmp_path / "data"
    data.mkdir()
    with (
        mounted(small_disk(data, DISK_MB)) as disk,
        nursery(tmp_path / "said", prefix=disk.enter, DATA_DIR=str(data)) as program,
    ):
        place = disk.seen_from_outside(data)
        (place / "models").symlink_to(models)
        assert program.run("ingest", books["Amber"]).wait() == 0
        ballast = place / "ballast"
        rooms = campaign.random.sample(ROOMS[:5], 1) if campaign.is_short else ROOMS
        refused = 0
        for room in rooms:
            fill(ballast, room)
            ingest = program.run("ingest", books["Birch"])
            if ingest.wait() != 0:
                refused += 1
                check_refusal(ingest)
            ask = program.run("ask", QUESTION)
            if ask.wait() != 0:
                check_refusal(ask)
            ballast.unlink()
            assert mark_of(program) == ("Birch" if ingest.wait() == 0 else "Amber")
            assert program.run("ingest", books["Amber"]).wait() == 0
            check_health(program)
        assert refused
        assert program.run("ingest", books["Cedar"]).wait() == 0
        assert mark_of(program) == "Cedar"
        check_health(program)


def fill(ballast: Path, kilobytes: int) -> None:
    """Leave so much room on the disk."""
    disk = os.statvfs(ballast.parent)
    taken = disk.f_bavail * disk.f_frsize - kilobytes * 1024
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(taken, 1))


def test_folders_that_are_read_only(
    program: Nursery, books: dict[str, Path], new_folder: Callable[[str], Path], tmp_path: Path
):
    empty, filled = new_folder("empty"), new_folder("filled")
    assert program.run("ingest", books["Amber"], DATA_DIR=str(filled)).wait() == 0
    with (
        mounted(f"{read_only(empty)} && {read_only(filled)}") as place,
        nursery(tmp_path / "said", prefix=place.enter) as inside,
    ):
        for folder in (empty, filled):
            says = check_refusal(inside.run("ingest", books["Birch"], DATA_DIR=str(folder)))
            assert "choose another folder" in says
            check_refusal(inside.run("ask", QUESTION, DATA_DIR=str(folder)))
    for folder in (empty, filled):
        data = {"DATA_DIR": str(folder)}
        assert program.run("ingest", books["Birch"], **data).wait() == 0
        assert mark_of(program, **data) == "Birch"
        check_health(program, **data)
