"""What the set-up rests on: lock files with hashes, no address and no place of one machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
SETS = ("run", "dev", "sentence-transformers")
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[^\s;]+)(?P<marker> ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?P<more> \\)?$")

# Put together here, so that this file does not hold what it looks for.
REGISTRIES = tuple(
    f"{host}.{domain}"
    for host, domain in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org")]
)
MACHINE_PATHS = re.compile(r"(?<![\w.~$}/-])/(?:root|work|(?:home|Users)/(?!somebody\b)\w+)/")


def pins(lock: Path) -> dict[tuple[str, str], str]:
    """Name and marker of each locked package with its version."""
    found = [PIN.match(line) for line in lock.read_text(encoding="utf-8").splitlines()]
    return {(pin["name"], pin["marker"] or ""): pin["version"] for pin in found if pin}


def tracked_texts() -> list[tuple[str, str]]:
    """Path and text of every tracked text file of ours."""
    git = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if git.returncode:
        pytest.skip("not a git checkout: which files are tracked is unknown")
    texts = []
    for path in git.stdout.decode().split("\0"):
        file = ROOT / path
        if path and file.is_file() and "/vendor/" not in path:
            data = file.read_bytes()
            if b"\0" not in data:
                texts.append((path, data.decode("utf-8", "replace")))
    return texts


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_hashes_and_nothing_else(lock):
    lines = lock.read_text(encoding="utf-8").splitlines()
    pinned = False
    for number, line in enumerate(lines, 1):
        pin, checksum = PIN.match(line), HASH.match(line)
        assert pin or checksum, f"line {number} is neither a pin nor a hash: {line}"
        assert not (pin and pinned), f"line {number}: the package before it has no hash"
        pinned = bool(pin)
    assert lines
    assert not pinned


def test_no_lock_file_names_an_address():
    assert not [lock.name for lock in LOCKS if "://" in lock.read_text(encoding="utf-8")]


def test_each_set_holds_the_one_before_it():
    run, dev, extra = (pins(ROOT / f"requirements/{name}.txt") for name in SETS)
    names = [{name: version for (name, _), version in found.items()} for found in (run, dev, extra)]
    assert names[0].items() <= names[1].items()
    assert names[1].items() <= names[2].items()


def test_the_run_set_holds_neither_torch_nor_tools_of_the_developers():
    names = {name for name, _ in pins(ROOT / "requirements/run.txt")}
    assert not names & {"torch", "sentence-transformers", "transformers", "pytest", "ruff"}


def test_every_direct_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = {re.split(r"[<>=!~\[; ]", need, maxsplit=1)[0] for need in project["dependencies"]}
    assert direct <= {name for name, _ in pins(ROOT / "requirements/run.txt")}


def test_no_tracked_file_names_a_package_registry():
    found = [path for path, text in tracked_texts() for host in REGISTRIES if host in text]
    assert not found


def test_no_tracked_file_names_a_place_of_one_machine():
    found = [
        f"{path}: {match[0]}"
        for path, text in tracked_texts()
        for match in MACHINE_PATHS.finditer(text)
    ]
    assert not found


def test_the_continuous_integration_runs_the_commands_of_the_readme():
    script = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("make test", "make test-sentence-transformers"):
        assert command in script
        assert command in readme


def test_every_folder_of_tests_is_run():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = settings["tool"]["pytest"]["ini_options"]["testpaths"]
    folders = {
        f"tests/{path.relative_to(ROOT / 'tests').parts[0]}"
        for path in (ROOT / "tests").rglob("test_*.py")
    }
    assert folders == set(listed)
