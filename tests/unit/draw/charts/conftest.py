"""What the tests of charts look at: the rows that are drawn, the encodings, and every text of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study
from samverkan.draw.charts.chart import Chart

Drawn = Callable[..., Dataset]


@pytest.fixture
def marks() -> Callable[[Chart, str], list[dict[str, Any]]]:
    """Return what finds the layers of a chart that are of a kind of mark, each with its ``rows``."""

    def of_kind(chart: Chart, kind: str) -> list[dict[str, Any]]:
        specification = chart.on_page().to_dict()
        held = specification["datasets"]
        layers = [layer for layer in _layers(specification) if layer["mark"]["type"] == kind]
        return [{**layer, "rows": held[layer["data"]["name"]]} for layer in layers]

    return of_kind


@pytest.fixture
def texts() -> Callable[[Chart], str]:
    """Return what finds every text that stands anywhere on a chart's sheet."""
    return lambda chart: "\n".join(_texts(chart.sheet()))


def _layers(node: dict[str, Any], data: Any = None) -> Iterator[dict[str, Any]]:
    data = node.get("data", data)
    if "mark" in node:
        yield {**node, "data": data}
    for layer in node.get("layer", ()):
        yield from _layers(layer, data)


def _texts(node: Any) -> list[str]:
    """Return the texts of a specification; a text of several lines is one."""
    if isinstance(node, str):
        return [node]
    if isinstance(node, list):
        is_broken = bool(node) and all(isinstance(item, str) for item in node)
        return [" ".join(node)] if is_broken else [text for item in node for text in _texts(item)]
    return [text for item in node.values() for text in _texts(item)] if isinstance(node, dict) else []


@pytest.fixture
def town(drawn: Drawn) -> Study:
    """Return a study with two sectors, three target groups, two places and money that runs out."""
    dataset = drawn(
        "eidar-torget polisen-torget eidar-garden ifk-garden polisen-patrull",
        actors=[
            {"id": "eidar", "sector": "municipal", "kind": "municipal_company", "short_name": "Eidar"},
            {"id": "polisen", "sector": "state", "kind": "police", "short_name": "Polisen"},
            {"id": "ifk", "short_name": "IFK"},
        ],
        initiatives=[
            {"id": "torget", "place_ids": "lextorp", "permanence": "temporary"},
            {"id": "garden", "place_ids": "centrum", "start": "2020", "end": "2022-06"},
            {"id": "patrull", "place_ids": "lextorp"},
        ],
        serves="torget-unga garden-unga garden-barn patrull-vuxna",
        funding=[
            {"initiative_id": "torget", "funder_id": "delmos", "kind": "state_grant", "start": "2019"},
            {"initiative_id": "patrull", "funder_id": "delmos", "kind": "ordinary", "end": "2025"},
        ],
    )
    return study(dataset, Selection())


@pytest.fixture
def nothing(drawn: Drawn) -> Study:
    """Return a study that no row is left in."""
    return study(drawn("a-x", themes=[{"id": "skola"}]), Selection(themes=("skola",)))
