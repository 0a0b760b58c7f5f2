"""The map of a view as a finished picture: what the page presents is what is written to files."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from samverkan.analysis.centrality import measures
from samverkan.analysis.groups import Groups, consensus_groups
from samverkan.domain.dataset import Dataset
from samverkan.domain.study import Study, study
from samverkan.domain.view import View
from samverkan.draw.hulls import with_hulls, with_opened
from samverkan.draw.layout import Layout, centre_of, layout_of
from samverkan.draw.map_scene import guides_under, map_scene
from samverkan.draw.most import cut_down
from samverkan.draw.order import Order
from samverkan.draw.poster import FORMATS, Theme, poster
from samverkan.draw.scene import Scene
from samverkan.draw.sheet import Sheet
from samverkan.draw.undated import with_undated


def presented(scene: Scene, view: View, *, theme: Theme = "light") -> Sheet:
    """Return a scene as the sheet that a view asks for: its form, its focus, its language."""
    return poster(
        scene,
        FORMATS[view.sheet_form],
        theme=theme,
        focus=view.focus,
        steps=view.steps,
        language=view.language,
    )


def linked_scene(
    order: Order,
    positions: Layout,
    measured: pd.DataFrame,
    groups: Groups | None = None,
    *,
    whole: bool = False,
) -> Scene:
    """Return the scene of an order's view, with the link that shows it again in its footer.

    ``groups`` are drawn where the view asks for them; left out, none are. ``whole`` cuts nothing, however
    large the map is, for whoever chooses a part of their own.
    """
    scene = map_scene(order.study, order.view, measured, positions, order.words)
    if not whole:
        scene = cut_down(scene, order.view, order.words)
    if scene.part:
        scene = replace(scene, guides=guides_under(scene.nodes, positions, order.words))
    if groups and shows_groups(order.view):
        scene = with_hulls(scene, groups, order.words)
    elif order.view.layout == "force":
        scene = with_opened(scene, order.study, order.words)
    scene = with_undated(scene, order.study.selection, order.words)
    return replace(scene, footer=(*scene.footer, order.words("picture.link", link=order.link("map"))))


def map_scene_of(order: Order, *, whole: bool = False) -> Scene:
    """Return the scene of the map that an order asks for; ``whole`` as for :func:`linked_scene`."""
    positions = order.positions or laid_out(order.study.dataset, order.view)
    network = order.study.network
    groups = shown_groups(order.study, order.view)
    return linked_scene(order, positions, measures(network), groups, whole=whole)


def shown_groups(chosen: Study, view: View) -> Groups | None:
    """Return who keeps together, where a map shows it."""
    return consensus_groups(chosen.network) if shows_groups(view) else None


def shows_groups(view: View) -> bool:
    """Tell whether a map shows who keeps together: only where places say who is near to whom."""
    return view.grouped and view.layout == "force"


def laid_out(dataset: Dataset, view: View) -> Layout:
    """Return where everything of a data set stands on the map of a view, as on a machine new to it."""
    everything = study(dataset, view.selection.unfiltered())
    centre = centre_of(view, everything) if view.layout == "rings" else ""
    return layout_of(everything, view.map_mode, view.layout, centre=centre)
