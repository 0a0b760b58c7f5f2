"""The map of data/ as a scene, and small ones drawn by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from samverkan import workflows
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.view import MapLayout, MapMode, View
from samverkan.draw.layout import centre_of, map_layout
from samverkan.draw.map_scene import map_scene
from samverkan.draw.scene import LegendEntry, Scene, SceneEdge, SceneNode
from samverkan.i18n import translator


def _node(name: str, x: float, y: float) -> SceneNode:
    is_actor = name[0].islower()
    return SceneNode(
        id=f"{'actor' if is_actor else 'initiative'}:{name.lower()}",
        kind="actor" if is_actor else "initiative",
        caption=name.capitalize(),
        x=x,
        y=y,
        size=9.0,
        shape="dot" if is_actor else "square",
        tone="municipal" if is_actor else "initiative",
        hollow=False,
        priority=2.0 if is_actor else 1.0,
        name=name.capitalize(),
        detail="",
    )


@pytest.fixture(scope="session")
def sketch() -> Callable[..., Scene]:
    """Return what draws a scene: ``sketch({"eidar": (0, 0), "Torget": (50, 0)}, "eidar-torget")``.

    A name in small letters is an actor.
    """

    def draw(places: dict[str, tuple[float, float]], ties: str = "") -> Scene:
        pairs = [pair.split("-") for pair in ties.split()]
        edges = tuple(
            SceneEdge(
                id=f"tie:actor:{actor}~initiative:{initiative}",
                source=f"actor:{actor}",
                target=f"initiative:{initiative}",
                width=1.4,
                dashed=False,
                title="Part",
            )
            for actor, initiative in pairs
        )
        return Scene(
            nodes=tuple(_node(name, *place) for name, place in places.items()),
            edges=edges,
            legend=(LegendEntry("dot", "municipal", False, "Kommunal"),),
            title="Vem & var <nu>",
            subtitle="2 aktörer",
            footer=("Läget 2021-06-30.", "Källa: Sidan."),
        )

    return draw


@pytest.fixture(scope="session")
def home_scene() -> Callable[..., Scene]:
    """Return the scene of data/ at a level, as whoever opens the map sees it."""

    @cache
    def make(level: str = "unit", mode: MapMode = "two_mode", kind: MapLayout = "force") -> Scene:
        dataset = workflows.open_package().dataset
        home = workflows.home_selection(dataset)
        selection = Selection(municipalities=home.municipalities, level=level)  # type: ignore[arg-type]
        chosen = study(dataset, selection)
        everything = study(dataset, Selection(level=selection.level, roles=(), statuses=()))
        view = View(selection=selection, map_mode=mode, layout=kind)
        centre = centre_of(view, everything) if kind == "rings" else ""
        positions = map_layout(everything, mode, kind, centre=centre)
        return map_scene(chosen, view, workflows.measured_actors(chosen), positions, translator("sv"))

    return make
