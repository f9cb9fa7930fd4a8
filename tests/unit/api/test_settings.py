import os
from pathlib import Path

import pytest

from api.errors import SettingsInvalid
from api.settings import OFFLINE, IndexBackend, LogLevel, Settings, go_offline, read_settings

NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and an environment without any of our names."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_defaults():
    settings = read_settings()
    assert settings.data_dir == Path("data")
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.embedder == "default"
    assert settings.log_level is LogLevel.INFO
    assert settings.root_path == ""


def test_each_source_beats_the_one_below(bare: Path, monkeypatch: pytest.MonkeyPatch):
    (bare / ".env").write_text("PORT=1001\nHOST=0.0.0.0\nEMBEDDER=from-file\nOTHER=x\n")
    monkeypatch.setenv("PORT", "1002")
    monkeypatch.setenv("HOST", "::1")
    settings = read_settings(port=1003, host=None)
    assert (settings.port, settings.host, settings.embedder) == (1003, "::1", "from-file")


def test_a_password_is_not_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NEO4J_PASSWORD", "hush-hush")
    settings = read_settings()
    assert settings.neo4j_password.get_secret_value() == "hush-hush"
    assert "hush-hush" not in f"{settings} {settings!r} {settings.model_dump()}"


def test_an_empty_value_counts_as_not_given(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORT", "")
    assert read_settings().port == 8000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("PORT", "70000"),
        ("LOG_LEVEL", "loud"),
        ("HOST", " "),
        ("MAX_QUESTION_CHARS", "0"),
        ("MAX_QUESTION_CHARS", "2001"),
        ("GRAPH_BACKEND", "mongo"),
        ("NEO4J_URI", " "),
        ("NEO4J_CONNECT_SECONDS", "0"),
    ],
)
def test_a_bad_value_is_one_sentence_with_the_name_and_the_value(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsInvalid) as caught:
        read_settings()
    message = str(caught.value)
    assert name in message
    assert repr(value) in message
    assert "correct it" in message
    assert "\n" not in message


def test_an_index_in_a_neo4j_needs_the_graph_there(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("INDEX_BACKEND", "neo4j")
    with pytest.raises(SettingsInvalid, match=r"^INDEX_BACKEND=neo4j needs GRAPH_BACKEND=neo4j: c"):
        read_settings()
    monkeypatch.setenv("GRAPH_BACKEND", "neo4j")
    assert read_settings().index_backend is IndexBackend.NEO4J


def test_an_env_file_that_is_not_text(bare: Path):
    (bare / ".env").write_bytes(b"PORT=\xff\xfe\n")
    with pytest.raises(SettingsInvalid, match=r"\.env cannot be read"):
        read_settings()


def test_everything_written_lies_in_the_data_folder(tmp_path: Path):
    settings = read_settings(data_dir=tmp_path / "here")
    written = [
        settings.store_path,
        settings.vectors_path,
        settings.models_dir,
        settings.lock_path,
        settings.index_folder("0123456789abcdef", "f" * 64),
    ]
    assert all(path.is_relative_to(tmp_path / "here") for path in written)
    assert written[-1].name == "0123456789abcdef-ffffffffffff"


def test_going_offline_respects_what_is_set(monkeypatch: pytest.MonkeyPatch):
    for name in OFFLINE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    go_offline()
    assert os.environ["HF_HUB_OFFLINE"] == "0"
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"


def test_only_the_name_of_a_model_asks_for_a_language_model(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-program")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    assert read_settings().language_model == ""
    monkeypatch.setenv("LLM_MODEL", " openai:gpt-4.1-mini ")
    assert read_settings().language_model == "openai:gpt-4.1-mini"
    monkeypatch.setenv("LLM_MODEL", "None")
    assert read_settings().language_model == ""
