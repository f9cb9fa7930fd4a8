import os
from pathlib import Path

import pytest

from ingest.errors import NoMarkdown, PathNotFound
from ingest.files import find_files
from ingest.reader import read


def make(root, *names):
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return root


def names(*paths):
    return [source.path for source in find_files(paths)]


def test_a_folder_is_searched_in_order(tmp_path):
    make(
        tmp_path,
        "b.md",
        "a/z.MD",
        "a.markdown",
        "a-b/x.mkd",
        "c.mdown",
        "d.txt",
        ".git/x.md",
        ".venv/x.md",
        "node_modules/x.md",
        ".hidden.md",
    )
    assert names(tmp_path) == ["a/z.MD", "a-b/x.mkd", "a.markdown", "b.md", "c.mdown"]


def test_a_file_is_taken_whatever_its_suffix(tmp_path):
    make(tmp_path, "README", "x/b.md")
    assert names(tmp_path / "README", tmp_path / "x" / "b.md") == ["README", "b.md"]


def test_a_file_given_twice_is_taken_once(tmp_path):
    make(tmp_path, "x/b.md")
    for paths in [(tmp_path, tmp_path / "x/b.md"), (tmp_path / "x/b.md", tmp_path)]:
        assert names(*paths) == ["x/b.md"]


def test_files_of_one_name_are_kept_apart(tmp_path):
    make(tmp_path, "p/one/a.md", "p/two/a.md", "p/two/b.md")
    folders = [tmp_path / "p/one", tmp_path / "p/two"]
    assert names(*folders) == names(*folders[::-1]) == ["one/a.md", "two/a.md", "two/b.md"]


def test_links_are_followed_once(tmp_path):
    root = make(tmp_path / "root", "a/x.md")
    make(tmp_path / "other", "y.md")
    (root / "a" / "up").symlink_to(root)
    (root / "b").symlink_to(tmp_path / "other")
    assert names(root) == ["a/x.md", "b/y.md"]


def test_a_link_to_nothing_is_refused_when_it_is_read(tmp_path):
    (tmp_path / "x.md").symlink_to(tmp_path / "gone.md")
    assert names(tmp_path) == ["x.md"]
    with pytest.raises(PathNotFound, match="leads to no file"):
        read([tmp_path])


def test_a_missing_path_is_refused(tmp_path):
    with pytest.raises(PathNotFound, match="check the path"):
        find_files([tmp_path / "gone"])


def test_a_folder_without_markdown_is_refused(tmp_path):
    make(tmp_path, "a.txt")
    with pytest.raises(NoMarkdown, match=r"\.md"):
        find_files([tmp_path])
    with pytest.raises(NoMarkdown, match="No path"):
        find_files([])


def test_a_folder_that_cannot_be_read_is_refused(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", os.fspath(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PathNotFound, match="permissions"):
        find_files([Path(tmp_path)])
