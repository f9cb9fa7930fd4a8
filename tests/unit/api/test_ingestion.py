import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from api.errors import DataFolderUnusable
from api.ingestion import ingest
from api.progress import Stage
from api.report import as_json, as_text
from api.service import Service
from api.settings import Settings
from api.wiring import open_store
from graph.errors import NoGraph
from ingest.errors import EmptyDocument, PathNotFound
from retrieval.errors import BadLexicon, ModelUnavailable

Make = Callable[[str], Path]


class Recorder:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.stages: list[Stage] = []
        self.steps: list[tuple[int, int]] = []
        self.notes: list[str] = []

    def begin(self, stage: Stage) -> None:
        self.stages.append(stage)

    def advance(self, done: int, total: int) -> None:
        self.steps.append((done, total))

    def note(self, text: str) -> None:
        self.notes.append(text)


@pytest.fixture
def settings(new_folder: Make) -> Settings:
    return Settings(data_dir=new_folder("data"))


def live(settings: Settings) -> str | None:
    store = open_store(settings)
    try:
        return store.live()
    finally:
        store.close()


def folders(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.indexes_dir.iterdir())


def test_the_first_ingest(settings: Settings, small_handbook: Path):
    recorder = Recorder()
    report = ingest(settings, [small_handbook], recorder)
    assert recorder.stages == list(Stage)
    assert recorder.steps[-1] == (report.embedded, report.embedded)
    assert (report.files, report.sections) == (1, 8)
    assert report.previous is None
    assert report.changed
    assert report.embedded > 0
    assert report.lines.unaccounted == 0
    assert report.nodes["Model"] >= 8
    assert report.generation == live(settings)
    assert [name.partition("-")[0] for name in folders(settings)] == [report.generation]
    assert set(report.seconds) == {stage.value for stage in Stage}


def test_the_same_text_again_changes_nothing(settings: Settings, small_handbook: Path):
    first = ingest(settings, [small_handbook])
    before = {p: p.stat().st_mtime_ns for p in settings.indexes_dir.rglob("*") if p.is_file()}
    again = ingest(settings, [small_handbook])
    assert not again.changed
    assert (again.generation, again.previous) == (first.generation, first.generation)
    assert again.embedded == 0
    assert before == {p: p.stat().st_mtime_ns for p in before}
    assert "unchanged" in as_text(again)


def test_an_edit_embeds_only_what_is_new_and_keeps_the_generation_before(
    settings: Settings, small_handbook: Path, tmp_path: Path
):
    copy = tmp_path / small_handbook.name
    text = small_handbook.read_text()
    generations = []
    embedded = []
    for model in ("CLIP", "SigLIP", "EfficientNet"):
        copy.write_text(text.replace("CLIP", model))
        report = ingest(settings, [copy])
        generations.append(report.generation)
        embedded.append(report.embedded)
    assert len(set(generations)) == 3
    assert 0 < embedded[1] < embedded[0] / 2
    assert live(settings) == generations[2]
    kept = sorted(generations[1:])
    assert [name.partition("-")[0] for name in folders(settings)] == kept
    store = open_store(settings)
    assert store.generations() == tuple(kept)
    store.close()


def test_a_lost_index_is_made_anew_from_kept_vectors(settings: Settings, small_handbook: Path):
    ingest(settings, [small_handbook])
    shutil.rmtree(settings.indexes_dir)
    report = ingest(settings, [small_handbook])
    assert report.changed
    assert report.embedded == 0
    assert "its index was made anew" in as_text(report)
    assert Service(settings).open().ask("What is online endpoint for?").citations


@pytest.mark.parametrize("name", ["manifest.json", "vectors.faiss", "places.json"])
def test_a_damaged_index_is_made_anew(settings: Settings, small_handbook: Path, name: str):
    ingest(settings, [small_handbook])
    (file,) = settings.indexes_dir.glob(f"*/{name}")
    file.write_bytes(b"damaged")
    assert ingest(settings, [small_handbook]).changed
    Service(settings).open()


def test_what_fails_while_reading_changes_nothing(
    settings: Settings, small_handbook: Path, tmp_path: Path
):
    before = ingest(settings, [small_handbook]).generation
    (tmp_path / "empty.md").write_text("\n\n")
    with pytest.raises(EmptyDocument):
        ingest(settings, [tmp_path / "empty.md"])
    with pytest.raises(PathNotFound):
        ingest(settings, [tmp_path / "missing.md"])
    assert live(settings) == before


def test_a_model_that_cannot_be_loaded_publishes_nothing(settings: Settings, small_handbook: Path):
    bad = settings.model_copy(update={"embedder": "nothing"})
    with pytest.raises(ModelUnavailable):
        ingest(bad, [small_handbook])
    with pytest.raises(NoGraph):
        Service(settings).open()


def test_a_failure_while_indexing_leaves_the_earlier_graph_and_no_rest(
    settings: Settings, small_handbook: Path, tmp_path: Path
):
    before = ingest(settings, [small_handbook]).generation
    copy = tmp_path / small_handbook.name
    copy.write_text(small_handbook.read_text().replace("CLIP", "SigLIP"))

    class Interrupted(Recorder):
        def advance(self, *_: int) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(settings, [copy], Interrupted())
    assert live(settings) == before
    assert [name.partition("-")[0] for name in folders(settings)] == [before]
    store = open_store(settings)
    assert store.generations() == (before,)
    store.close()
    assert ingest(settings, [copy]).previous == before


def test_a_file_where_the_indexes_should_be(settings: Settings, small_handbook: Path):
    settings.indexes_dir.write_text("in the way")
    with pytest.raises(DataFolderUnusable, match="Cannot write into"):
        ingest(settings, [small_handbook])


def test_the_report_reads_as_aligned_columns(settings: Settings, small_handbook: Path):
    report = ingest(settings, [small_handbook])
    lines = as_text(report).splitlines()
    assert lines[0].split()[:5] == ["read", "1", "file,", "8", "sections,"]
    starts = {len(line) - len(line[9:].lstrip()) for line in lines}
    assert len(starts) == 1
    assert lines[-1].endswith("the first one here")
    assert f'"generation": "{report.generation}"' in as_json(report)


def test_the_lexicon_beside_a_handbook_links_questions(settings: Settings, tmp_path: Path):
    book = tmp_path / "dairy.md"
    book.write_text(
        "# Dairy\n\n## Keeping milk\n\n| Practice | Suits |\n|---|---|\n"
        "| Ropelin | Long roads |\n| Vatting | Short roads |\n"
    )

    def linked() -> list[str]:
        with closing(Service(settings).open()) as service:
            answer = service.ask("What helps when the cargo spoils?", explain=True)
            assert answer.explanation is not None
            return [link.name for part in answer.explanation.parts for link in part.links]

    ingest(settings, [book])
    assert "Ropelin" not in linked()
    words = tmp_path / "lexicon.toml"
    words.write_text(
        '["Ropelin"]\ngloss = "goods that spoil must never get warm under way"\n'
        'wordings = ["it must stay cold under way"]\n'
    )
    assert ingest(settings, [book]).changed
    assert "Ropelin" in linked()
    assert not ingest(settings, [book]).changed
    words.write_text('["Ropelin"]\nmeaning = "no such entry"\n')
    with pytest.raises(BadLexicon, match="meaning"):
        ingest(settings, [book])
    assert "Ropelin" in linked()
