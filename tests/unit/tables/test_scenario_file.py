from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.scenario import AddActor, AddParticipation, RemoveActor, Scenario
from samverkan.errors import DataError, ExportError, SamverkanError
from samverkan.tables.scenario_file import (
    MOST_BYTES,
    ScenarioReading,
    read_scenario,
    scenario_from_json,
    scenario_to_json,
    write_scenario,
)

Drawn = Callable[..., Dataset]

SCENARIO = Scenario(
    "Om kyrkan är med",
    (AddActor("kyrkan", "Kyrkan: i Öxnered @ ~", "faith_community"), AddParticipation("kyrkan", "torget")),
)


@pytest.fixture(scope="module")
def town(drawn: Drawn) -> Dataset:
    return drawn("eidar-torget")


def content(**changed: Any) -> str:
    whole = {"format": "samverkan-scenario", "version": 1, "name": "Prova", "dataset": "", "edits": []}
    return json.dumps({**whole, **changed})


def code_of(refused: pytest.ExceptionInfo[SamverkanError]) -> str:
    return refused.value.code


def test_reading_what_was_written_gives_the_scenario_back(town: Dataset, tmp_path: Path) -> None:
    path = write_scenario(SCENARIO, town, tmp_path / "kyrkan.json")

    assert ScenarioReading(SCENARIO, (), same_data=True) == read_scenario(path, town)


def test_the_file_can_be_read_by_people(town: Dataset) -> None:
    lines = scenario_to_json(SCENARIO, town).splitlines()

    assert lines == [
        "{",
        '  "format": "samverkan-scenario",',
        '  "version": 1,',
        f'  "dataset": "{town.fingerprint}",',
        '  "name": "Om kyrkan är med",',
        '  "edits": [',
        '    "add-actor:kyrkan@Kyrkan%3A i Öxnered %40 %7E@faith_community",',
        '    "add:kyrkan@torget"',
        "  ]",
        "}",
    ]


def test_on_other_data_what_does_not_fit_is_told(town: Dataset, drawn: Drawn) -> None:
    written = scenario_to_json(Scenario("Prova", (RemoveActor("eidar"), RemoveActor("ifk"))), town)

    found = scenario_from_json(written, drawn("ifk-torget"))

    assert not found.same_data
    assert Scenario("Prova", (RemoveActor("ifk"),)) == found.scenario
    assert [dropped.code for dropped in found.dropped] == ["scenario_unknown_actor"]


def test_a_mark_in_front_of_the_text_does_not_matter(town: Dataset) -> None:
    written = scenario_to_json(SCENARIO, town).encode("utf-8-sig")

    assert scenario_from_json(written, town).scenario == SCENARIO


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"name;edits", b"[" * 100_000])
def test_what_is_no_json_is_refused(town: Dataset, text: bytes) -> None:
    with pytest.raises(DataError) as refused:
        scenario_from_json(text, town)

    assert code_of(refused) == "scenario_not_json"


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        content(format="annat"),
        content(version="1"),
        content(version=None),
        content(name=None),
        content(edits="add:eidar@torget"),
        content(edits=[1]),
    ],
)
def test_what_holds_no_scenario_is_refused(town: Dataset, text: str) -> None:
    with pytest.raises(DataError) as refused:
        scenario_from_json(text, town)

    assert code_of(refused) == "scenario_not_scenario"


def test_a_file_larger_than_any_scenario_is_refused(town: Dataset) -> None:
    with pytest.raises(DataError) as refused:
        scenario_from_json(content(name="x" * MOST_BYTES), town)

    assert code_of(refused) == "scenario_too_large"


def test_a_later_format_is_refused_by_its_number(town: Dataset) -> None:
    with pytest.raises(DataError) as refused:
        scenario_from_json(content(version=2, edits=None), town)

    assert code_of(refused) == "scenario_newer"
    assert refused.value.params == {"version": "2"}


def test_a_file_that_is_not_there_is_named_without_its_folder(town: Dataset, tmp_path: Path) -> None:
    with pytest.raises(DataError) as refused:
        read_scenario(tmp_path / "borta.json", town)

    assert (code_of(refused), refused.value.params) == ("scenario_no_file", {"name": "borta.json"})


def test_a_file_that_cannot_be_written_is_named_without_its_folder(town: Dataset, tmp_path: Path) -> None:
    with pytest.raises(ExportError) as refused:
        write_scenario(SCENARIO, town, tmp_path / "ingen" / "ny.json")

    assert (code_of(refused), refused.value.params) == ("cannot_write", {"name": "ny.json"})


@given(st.binary() | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps))
def test_any_content_is_a_scenario_or_refused(town: Dataset, text: bytes | str) -> None:
    with pytest.raises(DataError):
        scenario_from_json(text, town)
