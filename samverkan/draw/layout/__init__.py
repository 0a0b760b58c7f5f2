"""Where things stand on the map: computed once, the same every time.

Rule of the room: every layout is laid out for all that a data set has, whatever is chosen, so that a filter
never moves what stays; none of them begins at random; what a position means, and what it does not, is said by
each layout's module and by the :class:`Guide` shapes that it draws under the nodes. Coordinates are map units
in a frame of ``WIDTH`` by ``HEIGHT``, y growing downwards.
"""

from __future__ import annotations

from samverkan.analysis.projection import project
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.domain.study import Study
from samverkan.domain.view import MapLayout, MapMode
from samverkan.draw.layout.force import force
from samverkan.draw.layout.frame import HEIGHT, WIDTH, Guide, Layout

__all__ = ["HEIGHT", "WIDTH", "Guide", "Layout", "map_layout"]


def map_layout(everything: Study, mode: MapMode, kind: MapLayout = "force") -> Layout:
    """Lay out all that a data set has at a level.

    Parameters
    ----------
    everything
        The study of a selection that leaves nothing out.
    mode
        Actors with initiatives, or actors alone.
    kind
        Which layout.
    """
    del kind  # so far there is one
    network = everything.shown
    actors = tuple(map(actor_node, network.actors))
    initiatives = tuple(map(initiative_node, network.initiatives))
    examples = _examples(everything)
    if mode == "actors":
        return force(actors, project(network), beside=examples)
    return force(actors + initiatives, network.adjacency, beside=examples)


def _examples(everything: Study) -> frozenset[str]:
    """Return the nodes of municipalities that are in the data set as learning examples only."""
    rows = everything.initiatives
    at_home = set(rows.loc[rows["reference"] != "yes", "municipality"])
    away = rows.index[~rows["municipality"].isin(at_home)]
    links = everything.participations
    met_at_home = set(links.loc[~links["initiative_id"].isin(away), "actor_id"])
    actors = set(links["actor_id"]) - met_at_home
    return frozenset(map(initiative_node, away)) | frozenset(map(actor_node, actors))
