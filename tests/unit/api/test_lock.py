import subprocess
import sys
from pathlib import Path

import pytest

from api.errors import DataFolderBusy, DataFolderUnusable
from api.lock import exclusive
from api.settings import Settings

HOLD = """
import sys, pathlib
from api.lock import exclusive
from api.settings import Settings
with exclusive(Settings(data_dir=pathlib.Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_the_folder_is_made_and_can_be_held_again(tmp_path: Path):
    settings = Settings(data_dir=tmp_path / "a" / "b")
    for _ in range(2):
        with exclusive(settings):
            assert settings.data_dir.is_dir()


def test_a_second_process_is_told_to_wait(tmp_path: Path):
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        with (
            pytest.raises(DataFolderBusy, match=r"wait until it is done, or choose another"),
            exclusive(Settings(data_dir=tmp_path)),
        ):
            pass
        other.kill()
    with exclusive(Settings(data_dir=tmp_path)):
        pass  # the kernel has released what the killed process held


def test_a_file_in_the_folders_place(tmp_path: Path):
    (tmp_path / "data").write_text("a file")
    with (
        pytest.raises(DataFolderUnusable, match=r"choose another folder"),
        exclusive(Settings(data_dir=tmp_path / "data")),
    ):
        pass
