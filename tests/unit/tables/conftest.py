"""Data packages as files, written without the program's own writer."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from samverkan.domain.schema import TABLES

GOOD: Mapping[str, list[dict[str, str]]] = {
    "actors": [
        {
            "id": "staden",
            "name": "Staden",
            "kind": "municipality",
            "function": "other",
            "sector": "municipal",
        },
        {
            "id": "kff",
            "name": "Kultur- och fritidsförvaltningen",
            "kind": "department",
            "function": "culture_leisure",
            "sector": "municipal",
            "parent_id": "staden",
        },
        {"id": "polisen", "name": "Polisen", "kind": "police", "function": "police", "sector": "state"},
    ],
    "initiatives": [
        {
            "id": "torget",
            "name": "Torget",
            "kind": "project",
            "municipality": "Trollhättan",
            "place_ids": "kronogarden|hela-staden",
            "theme_ids": "trygghet",
            "start": "2019",
            "end": "2021-06",
            "status": "ongoing",
            "permanence": "temporary",
            "actors_complete": "no",
            "reference": "no",
            "source_id": "sidan",
            "lines": "5|19-21",
        }
    ],
    "participations": [
        {
            "actor_id": actor,
            "initiative_id": "torget",
            "role": "partner",
            "status": "known",
            "certainty": "stated",
            "source_id": "sidan",
            "lines": "5",
        }
        for actor in ("kff", "polisen")
    ],
    "target_groups": [
        {"id": "unga", "name": "Unga"},
        {"id": "flickor", "name": "Flickor", "age_min": "13", "gender": "female", "broader_ids": "unga"},
    ],
    "serves": [
        {
            "initiative_id": "torget",
            "target_group_id": "flickor",
            "certainty": "inferred",
            "source_id": "sidan",
            "lines": "6",
        }
    ],
    "funding": [
        {
            "initiative_id": "torget",
            "funder_id": "polisen",
            "kind": "state_grant",
            "scope": "part",
            "amount_sek": "250000.50",
            "certainty": "stated",
            "source_id": "sidan",
            "lines": "7",
        }
    ],
    "facts": [
        {
            "initiative_id": "torget",
            "year": "2019",
            "measure": "kvällar",
            "value": "159",
            "unit": "kvällar",
            "source_id": "sidan",
            "lines": "8",
        }
    ],
    "places": [
        {"id": "hela-staden", "name": "Hela staden"},
        {"id": "kronogarden", "name": "Kronogården", "broader_id": "hela-staden"},
    ],
    "themes": [{"id": "trygghet", "name": "Trygghet"}],
    "sources": [{"id": "sidan", "title": "Sidan", "publisher": "Staden", "reviewed": "2021-06-30"}],
    "judgements": [
        {
            "id": "j1",
            "kind": "partnership",
            "subject_id": "kff",
            "object_id": "polisen",
            "status": "asked",
            "date": "2021",
        }
    ],
}
"""Table name to rows in which nothing is wrong."""

Rows = Iterable[Mapping[str, str]]


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Return a writer of packages: the good one, with some tables replaced and some files left out."""

    def write(*, without: tuple[str, ...] = (), **changed: Rows) -> Path:
        for name, rows in {**GOOD, **changed}.items():
            if name not in without:
                with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, TABLES[name].column_names, restval="")
                    writer.writeheader()
                    writer.writerows(rows)
        return tmp_path

    return write


@pytest.fixture(scope="session")
def good() -> Mapping[str, list[dict[str, str]]]:
    """Return the rows of the good package."""
    return GOOD
