"""What nobody has dated on a map of chosen years: it may have been there or not, so it is drawn pale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samverkan.domain.selection import Selection
from samverkan.draw.scene import Period, Scene
from samverkan.i18n import Translator

_UNKNOWN: Period = (None, None)


def with_undated(scene: Scene, selection: Selection, words: Translator) -> Scene:
    """Return a scene in which what has no dates is marked and explained, where years are chosen.

    A filter on years lets it through, since an unknown date rules nothing out. The map that plays the years
    in the browser follows the same rule.
    """
    if selection.year_from is None and selection.year_to is None:
        return scene
    nodes = tuple(replace(node, is_undated=_is_undated(node.periods)) for node in scene.nodes)
    edges = tuple(replace(edge, is_undated=_is_undated(edge.periods)) for edge in scene.edges)
    n_undated = sum(node.is_undated for node in nodes)
    if not n_undated:
        return scene
    told = words("picture.undated", n=n_undated, of=len(nodes))
    return replace(scene, nodes=nodes, edges=edges, footer=(*scene.footer, told))


def _is_undated(periods: Sequence[Period]) -> bool:
    return bool(periods) and all(period == _UNKNOWN for period in periods)
