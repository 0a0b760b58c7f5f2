from __future__ import annotations

import json
from pathlib import Path

import pytest

from samverkan.draw.layout.frame import Layout
from samverkan.draw.layout.kept import cache_folder, keep_layout, kept_layout

LAYOUT = Layout({"actor:a": (1.5, 2.0), "initiative:ö": (0.0, 999.9)}, added=frozenset({"actor:a"}))
NAMES = ("Min kommun", "unit", "two_mode", "force")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    chosen = tmp_path / "not yet" / "there"
    monkeypatch.setenv("SAMVERKAN_CACHE", str(chosen))
    return chosen


def test_what_is_kept_is_found_again_under_its_names_and_no_others(folder: Path) -> None:
    keep_layout(LAYOUT, *NAMES)

    found = kept_layout(*NAMES)
    assert found is not None
    assert (found.positions, found.added) == (LAYOUT.positions, LAYOUT.added)
    assert kept_layout(*NAMES[:-1], "places") is None
    assert [file.name for file in folder.iterdir()] == ["layout-min_kommun-unit-two_mode-force.json"]


def test_the_newer_layout_takes_the_place_of_the_older(folder: Path) -> None:
    keep_layout(LAYOUT, *NAMES)
    keep_layout(Layout({"actor:b": (3.0, 4.0)}), *NAMES)

    found = kept_layout(*NAMES)
    assert found is not None
    assert set(found.positions) == {"actor:b"}


@pytest.mark.parametrize(
    "written",
    [
        "",
        "{",
        "[]",
        "[1]",
        "null",
        "{}",
        json.dumps({"version": 0, "positions": {}, "added": []}),
        json.dumps({"version": 1, "positions": {"a": [1]}, "added": []}),
        json.dumps({"version": 1, "positions": {"a": ["x", 1]}, "added": []}),
        json.dumps({"version": 1, "positions": {"a": [float("nan"), 1]}, "added": []}),
        json.dumps({"version": 1, "positions": {"a": [float("inf"), 1]}, "added": []}),
        json.dumps({"version": 1, "positions": [], "added": []}),
        json.dumps({"version": 1, "positions": {}, "added": 3}),
        "[" * 100_000,
    ],
)
def test_a_file_that_is_no_layout_is_no_layout(folder: Path, written: str) -> None:
    folder.mkdir(parents=True)
    (folder / "layout-min_kommun-unit-two_mode-force.json").write_text(written, encoding="utf-8")

    assert kept_layout(*NAMES) is None


def test_a_file_in_another_encoding_is_no_layout(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "layout-min_kommun-unit-two_mode-force.json").write_bytes(b'{"version": 1, "\xe5": 1}')

    assert kept_layout(*NAMES) is None


def test_no_name_leads_out_of_the_folder(folder: Path) -> None:
    keep_layout(LAYOUT, "../../../etc/passwd", "CON", "a\\b", "")

    assert [file.parent for file in folder.parent.rglob("*.json")] == [folder]


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    monkeypatch.setenv("SAMVERKAN_CACHE", str(tmp_path / "a file" / "below"))

    keep_layout(LAYOUT, *NAMES)

    assert kept_layout(*NAMES) is None


def test_an_empty_choice_of_folder_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMVERKAN_CACHE", "")

    keep_layout(LAYOUT, *NAMES)

    assert cache_folder() is None
    assert kept_layout(*NAMES) is None


@pytest.mark.parametrize(
    ("system", "variable", "expected"),
    [
        ("linux", "XDG_CACHE_HOME", "samverkan"),
        ("win32", "LOCALAPPDATA", "samverkan/Cache"),
    ],
)
def test_the_system_says_where_caches_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, variable: str, expected: str
) -> None:
    monkeypatch.delenv("SAMVERKAN_CACHE")
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setenv(variable, str(tmp_path))

    assert cache_folder() == tmp_path / expected


def test_a_service_without_a_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.delenv("SAMVERKAN_CACHE")
    monkeypatch.setattr("samverkan.draw.layout.kept.Path.home", nowhere)

    assert cache_folder() is None
