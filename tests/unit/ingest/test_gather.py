import random

import pytest

from graph.build import build_graph
from ingest.errors import EmptyDocument, FilesUnreadable, NoMarkdown, NotText, PathNotFound
from ingest.gather import gather, survey
from ingest.reader import read
from ingest.readings import Readings

EDITS = 60

PIECES = (
    "## {word}\n\n| Tool | Owner |\n|---|---|\n| Kafka | {word} |\n| {word} | Spark, Flink |\n",
    "## Sources\n\n- Batch ({word}, S3), Stream ({word})\n- {word}\n",
    "**{word} Tools**: Grafana, {word}\n",
    "A {word} is a thing that somebody keeps.\n",
    "```\n{word} → Store ← Kafka\n```\n",
    "### What is {word}?\n\nIt is something else.\n",
)
WORDS = ("Alpha", "Beta", "Gamma", "Delta", "Kafka", "Feature Store (FS)")


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "book"
    (root / "part").mkdir(parents=True)
    (root / "a.md").write_text("# A\n\n- Kafka\n- Spark\n")
    (root / "part" / "b.md").write_text("# B\n\nTools: Flink, Kafka\n")
    return root


def spoil(folder):
    (folder / "empty.md").write_text("\n\n")
    (folder / "binary.md").write_bytes(bytes(range(256)) * 4)


def test_an_unchanged_file_is_not_read_again(folder, tmp_path):
    with Readings(tmp_path / "r.sqlite") as readings:
        assert gather([folder], readings).kept == 0
        again = gather([folder], readings)
        assert again.kept == 2
        (folder / "a.md").write_text("# A\n\n- Kafka\n")
        edited = gather([folder], readings)
    assert edited.kept == 1
    assert again.reading != edited.reading == read([folder])


def test_files_that_fail_refuse_all_and_are_named(folder):
    spoil(folder)
    with pytest.raises(FilesUnreadable) as caught:
        gather([folder])
    head, *rest = str(caught.value).splitlines()
    assert head.startswith("2 of 4 files cannot be read")
    assert "--keep-going" in head
    assert ["binary.md is" in rest[0], "empty.md is empty" in rest[1]] == [True, True]


def test_the_only_failing_file_says_it_itself(folder):
    (folder / "empty.md").write_text("")
    with pytest.raises(EmptyDocument):
        gather([folder])
    with pytest.raises(EmptyDocument):
        gather([folder / "empty.md"], keep_going=True)


def test_files_that_fail_are_left_out_where_asked(folder):
    spoil(folder)
    (folder / "gone.md").symlink_to(folder / "nowhere.md")
    found = gather([folder], keep_going=True)
    assert [failure.path for failure in found.failures] == ["binary.md", "empty.md", "gone.md"]
    assert all(failure.path in failure.reason for failure in found.failures)
    for name in ("binary.md", "empty.md", "gone.md"):
        (folder / name).unlink()
    assert found.reading == read([folder])


def test_where_all_fail_nothing_is_left_to_go_on_with(tmp_path):
    spoil(tmp_path)
    with pytest.raises(FilesUnreadable, match="None of the 2 files"):
        gather([tmp_path], keep_going=True)
    found = survey([tmp_path])
    assert found.reading.documents == ()
    assert len(found.failures) == 2


def test_a_path_that_is_not_there_is_refused_all_the_same(folder, tmp_path):
    for paths, error in (([folder, tmp_path / "gone"], PathNotFound), ([], NoMarkdown)):
        with pytest.raises(error):
            gather(paths, keep_going=True)
        with pytest.raises(error):
            survey(paths)
    (tmp_path / "binary.md").write_bytes(bytes(range(256)))
    with pytest.raises(NotText):
        gather([tmp_path / "binary.md"])


def edit(root, chance):
    """Change one thing of the folder: write, add, append, rename, copy or delete a file."""
    files = sorted(root.rglob("*.md"))
    target = root / chance.choice(["", "part", "new"]) / f"{chance.choice('abcdef')}.md"
    target.parent.mkdir(exist_ok=True)
    text = "".join(
        chance.choice(PIECES).format(word=chance.choice(WORDS)) + "\n"
        for _ in range(chance.randint(1, 3))
    )
    act = chance.choice(["write", "append", "rename", "copy", "delete", "nothing"])
    if act == "write" or len(files) < 2:
        target.write_text(f"# {chance.choice(WORDS)}\n\n{text}")
        return
    source = chance.choice(files)
    if act == "append":
        source.write_text(source.read_text() + "\n" + text)
    elif act == "rename":
        source.replace(target)
    elif act == "copy":
        target.write_text(source.read_text())
    elif act == "delete":
        source.unlink()


@pytest.mark.parametrize("seed", [1, 2])
def test_any_edit_gives_the_graph_that_a_clean_build_gives(folder, tmp_path, seed):
    chance = random.Random(seed)  # noqa: S311 (a repeatable sequence of edits)
    kept = 0
    for _ in range(EDITS):
        edit(folder, chance)
        with Readings(tmp_path / "r.sqlite") as readings:
            found = gather([folder], readings)
            readings.finish()
        clean = read([folder])
        kept += found.kept
        assert found.reading == clean
        graph = build_graph(found.reading).graph
        assert graph.generation == build_graph(clean).graph.generation
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
        assert {file.path for file in graph.files} == there
        assert {e.path for node in graph.nodes for e in node.evidence} <= there
    assert kept > EDITS
