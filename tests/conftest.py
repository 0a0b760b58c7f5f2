"""Tiny networks and data sets, drawn by hand, and the strategy that draws them at random.

``drawn("eidar-torget polisen-torget", serves="torget-unga")`` is a data set: whoever is mentioned gets a row
with ordinary cells, and a row that is given says what is out of the ordinary.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

# Tests and their servers share the cores already: threads of the linear algebra would only wait for each
# other. It is said before numpy is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pandas as pd
import pytest
from hypothesis import settings
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset, split_list
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.schema import TABLES

Row = Mapping[str, str]
Rows = str | Iterable[Row]

settings.register_profile("samverkan", deadline=None, max_examples=20)
settings.load_profile("samverkan")

EVIDENCE = {"source_id": "sidan", "lines": "1"}
ORDINARY: Mapping[str, Row] = {
    "actors": {
        "kind": "association",
        "function": "other",
        "sector": "civil_society",
        "municipality": "Trollhättan",
    },
    "initiatives": {
        "kind": "ordinary",
        "municipality": "Trollhättan",
        "status": "ongoing",
        "permanence": "unknown",
        "actors_complete": "unknown",
        "reference": "no",
        **EVIDENCE,
    },
    "participations": {"role": "partner", "status": "known", "certainty": "stated", **EVIDENCE},
    "serves": {"certainty": "stated", **EVIDENCE},
    "funding": {"kind": "state_grant", "scope": "whole", "certainty": "stated", **EVIDENCE},
    "facts": {"measure": "kvällar", "value": "159", "unit": "kvällar", **EVIDENCE},
    "sources": {"title": "Sidan", "publisher": "Trollhättans Stad", "reviewed": "2021-06-30"},
    "judgements": {"kind": "partnership", "status": "irrelevant"},
}
"""Table name to the cells that a row has unless it says otherwise."""


def dataset_drawn(participations: Rows = "", **tables: Rows) -> Dataset:
    """Return a data set; what its rows point at is added, apart from what they spell out."""
    rows = {name: _rows(name, tables.get(name, "")) for name in TABLES}
    rows["participations"] = _rows("participations", participations)
    if not rows["sources"]:
        rows["sources"] = [{**ORDINARY["sources"], "id": "sidan"}]
    while missing := _missing(rows):
        for name, identifier in missing:
            rows[name].append(_complete(name, {"id": identifier}))
    columns = {name: list(TABLES[name].column_names) for name in TABLES}
    frames = {
        name: pd.DataFrame(rows[name], columns=columns[name], dtype="str") for name in TABLES if rows[name]
    }
    return Dataset(frames)


def _rows(name: str, given: Rows) -> list[dict[str, str]]:
    if isinstance(given, str):
        keys = [column.name for column in TABLES[name].columns if column.kind == "id" and column.required]
        given = [dict(zip(keys, pair.split("-"), strict=False)) for pair in given.split()]
    return [_complete(name, row) for row in given]


def _complete(name: str, row: Row) -> dict[str, str]:
    named = {"name": row["id"].capitalize()} if "id" in row and "name" in TABLES[name].column_names else {}
    return {**dict.fromkeys(TABLES[name].column_names, ""), **named, **ORDINARY.get(name, {}), **row}


def _missing(rows: Mapping[str, list[dict[str, str]]]) -> set[tuple[str, str]]:
    known = {(name, row.get("id", "")) for name in rows for row in rows[name]}
    wanted = {
        (column.references, item)
        for name in rows
        for column in TABLES[name].references()
        for row in rows[name]
        for item in split_list(row.get(column.name, ""))
    }
    return wanted - known


def network_drawn(ties: str = "", *, alone: str = "") -> TwoModeNetwork:
    """Return the network of ties such as ``"a-x b-x"``; ``alone`` lists isolates.

    An initiative that stands alone is written in capitals.
    """
    pairs = [(actor, initiative) for actor, _, initiative in (tie.partition("-") for tie in ties.split())]
    isolates = alone.split()
    return TwoModeNetwork.from_pairs(
        pairs,
        actors=[label for label in isolates if label.islower()],
        initiatives=[label for label in isolates if label.isupper()],
    )


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the tests, and the servers that they start, keep layouts in a folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMVERKAN_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def drawn() -> Callable[..., Dataset]:
    """Return the builder of data sets."""
    return dataset_drawn


@pytest.fixture(scope="session")
def net() -> Callable[..., TwoModeNetwork]:
    """Return the builder of networks."""
    return network_drawn


@st.composite
def networks(draw: st.DrawFn) -> TwoModeNetwork:
    """Draw a small network: connected or not, with isolates or without, possibly empty."""
    actors = [f"a{number}" for number in range(draw(st.integers(0, 7)))]
    initiatives = [f"i{number}" for number in range(draw(st.integers(0, 7)))]
    possible = [(actor, initiative) for actor in actors for initiative in initiatives]
    ties = draw(st.lists(st.sampled_from(possible), max_size=20)) if possible else []
    return TwoModeNetwork.from_pairs(ties, actors=actors, initiatives=initiatives)


st.register_type_strategy(TwoModeNetwork, networks())


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep all that needs the browser in one process: one server, one Chromium.

    Not by marks: xdist 3.8 hangs a group on the test's id, which pytest 9.2 does not let it change.
    """
    from xdist.scheduler import LoadScopeScheduling

    class BrowserTogether(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "browser" if nodeid.startswith("tests/e2e/") else nodeid

    return BrowserTogether(config, log)
