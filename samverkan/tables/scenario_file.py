"""A scenario as a small file of its own: JSON with its name, its changes and the data set it was made on.

The file holds changes, never data, so that it can be opened on next year's tables: what does not fit them any
more is left out and told.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverkan.domain.dataset import Dataset
from samverkan.domain.scenario import Dropped, Scenario, decode_scenario, encode_scenario
from samverkan.errors import DataError, ExportError

FORMAT, VERSION = "samverkan-scenario", 1
MOST_BYTES = 1_000_000


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
    content = {
        "format": FORMAT,
        "version": VERSION,
        "name": scenario.name,
        "dataset": dataset.fingerprint,
        "edits": encode_scenario(scenario),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def scenario_from_json(content: bytes | str, dataset: Dataset) -> ScenarioReading:
    """Return the scenario of a text, as far as it can be applied to a data set.

    Raises
    ------
    DataError
        It is no JSON in UTF-8, holds no scenario, or was written by a later version of the program.
    """
    read = _checked(_parsed(content))
    found = decode_scenario(read["name"], read["edits"], dataset)
    return ScenarioReading(found.scenario, found.dropped, read.get("dataset") == dataset.fingerprint)


def write_scenario(scenario: Scenario, dataset: Dataset, path: Path | str) -> Path:
    """Write a scenario to a file and return the file.

    Raises
    ------
    ExportError
        The file cannot be written.
    """
    path = Path(path)
    try:
        path.write_text(scenario_to_json(scenario, dataset), encoding="utf-8", newline="")
    except OSError as fault:
        raise ExportError("cannot_write", name=path.name) from fault
    return path


def read_scenario(path: Path | str, dataset: Dataset) -> ScenarioReading:
    """Read a scenario from a file.

    Raises
    ------
    DataError
        As :func:`scenario_from_json`, or there is no such file.
    """
    path = Path(path)
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise DataError("scenario_no_file", name=path.name) from fault
    return scenario_from_json(content, dataset)


def _parsed(content: bytes | str) -> Any:
    if len(content) > MOST_BYTES:
        raise DataError("scenario_not_scenario")
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        return json.loads(text)
    except (ValueError, RecursionError) as fault:  # not UTF-8, not JSON, or nested beyond reason
        raise DataError("scenario_not_json") from fault


def _checked(read: Any) -> dict[str, Any]:
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise DataError("scenario_not_scenario")
    version, edits = read.get("version"), read.get("edits")
    if isinstance(version, int) and version > VERSION:
        raise DataError("scenario_newer", version=str(version))
    has_edits = isinstance(edits, list) and all(isinstance(edit, str) for edit in edits)
    if version != VERSION or not isinstance(read.get("name"), str) or not has_edits:
        raise DataError("scenario_not_scenario")
    return read
