"""A scenario as a small file of its own: JSON with its name, its changes and the data set it was made on.

The file holds changes, never data, so that it can be opened on next year's tables: what does not fit them any
more is left out and told.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from samverkan.domain.dataset import Dataset
from samverkan.domain.scenario import Dropped, Scenario, decode_scenario, encode_scenario
from samverkan.tables.saved_file import MOST_BYTES, SavedKind

__all__ = [
    "MOST_BYTES",
    "ScenarioReading",
    "read_scenario",
    "scenario_from_json",
    "scenario_to_json",
    "write_scenario",
]

_KIND = SavedKind("scenario")


@dataclass(frozen=True)
class ScenarioReading:
    """What came of reading a scenario.

    Parameters
    ----------
    scenario
        The changes that fit the data set at hand.
    dropped
        Those that do not, and why.
    same_data
        Whether it was made on this very data set: the same tables, cell by cell.
    """

    scenario: Scenario
    dropped: tuple[Dropped, ...]
    same_data: bool


def scenario_to_json(scenario: Scenario, dataset: Dataset) -> str:
    """Return a scenario as text; ``dataset`` is the one that it changes, without its changes."""
    return _KIND.text(dataset, name=scenario.name, edits=encode_scenario(scenario))


def scenario_from_json(content: bytes | str, dataset: Dataset) -> ScenarioReading:
    """Return the scenario of a text, as far as it can be applied to a data set.

    Raises
    ------
    DataError
        It is too large, no JSON in UTF-8, holds no scenario, or was written by a later version of the
        program.
    """
    read = _KIND.content(content)
    name, edits = read.get("name"), read.get("edits")
    if not isinstance(name, str) or not isinstance(edits, list):
        raise _KIND.fault("not_scenario")
    if not all(isinstance(edit, str) for edit in edits):
        raise _KIND.fault("not_scenario")
    found = decode_scenario(name, edits, dataset)
    return ScenarioReading(found.scenario, found.dropped, read.get("dataset") == dataset.fingerprint)


def write_scenario(scenario: Scenario, dataset: Dataset, path: Path | str) -> Path:
    """Write a scenario to a file and return the file.

    Raises
    ------
    ExportError
        The file cannot be written.
    """
    return _KIND.write(scenario_to_json(scenario, dataset), path)


def read_scenario(path: Path | str, dataset: Dataset) -> ScenarioReading:
    """Read a scenario from a file.

    Raises
    ------
    DataError
        As :func:`scenario_from_json`, or there is no such file.
    """
    return scenario_from_json(_KIND.read(path), dataset)
