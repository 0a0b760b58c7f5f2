"""The pictures that can be shown, taken along and told: the map and each chart, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from samverkan.domain.link import Page
from samverkan.domain.view import View

Picture = Literal["map", "ranking", "coverage", "sharing", "overlap", "timeline"]

SHOWN_ON: Mapping[Picture, Page] = MappingProxyType(
    {
        "map": "map",
        "ranking": "actors",
        "coverage": "target_groups",
        "sharing": "target_groups",
        "overlap": "target_groups",
        "timeline": "fragility",
    }
)
"""Picture to the page that it stands on."""

PICTURES: tuple[Picture, ...] = tuple(SHOWN_ON)
CHART_NAMES: tuple[Picture, ...] = tuple(name for name in PICTURES if name != "map")


def where_seen(view: View, picture: Picture) -> View:
    """Return a view with the tab open in which a picture stands."""
    match picture:
        case "coverage":
            return replace(view, groups_tab="coverage")
        case "sharing" | "overlap":
            return replace(view, groups_tab="pairs")
        case "timeline":
            return replace(view, fragility_tab="timeline")
        case _:
            return view
