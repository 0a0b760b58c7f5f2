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
    marked = replace(scene, nodes=nodes, edges=edges)
    told = undated_note(marked, words)
    return replace(marked, footer=(*scene.footer, told)) if told else scene


def undated_note(scene: Scene, words: Translator) -> str:
    """Return what being pale means on a map, ``""`` where nothing is."""
    n_undated = sum(node.is_undated for node in scene.nodes)
    return words("picture.undated", n=n_undated, of=len(scene.nodes)) if n_undated else ""


def _is_undated(periods: Sequence[Period]) -> bool:
    return bool(periods) and all(period == _UNKNOWN for period in periods)
