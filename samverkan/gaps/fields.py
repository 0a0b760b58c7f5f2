"""The ground on which empty fields are sought: which labels are combined, who has them, who may have them.

Never combined: a place that holds all others (“hela staden”) or lies in another municipality, a house, a
group that holds most others (“invånare”), and the sector “other”. What is said of these is said of everybody,
or of nobody; and a house is where something is, no area that lacks something.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samverkan.domain.dataset import Dataset
from samverkan.domain.hierarchy import Broader, ancestors
from samverkan.domain.selection import ACTIVE, Selection
from samverkan.domain.study import Study, study
from samverkan.gaps.reach import Axis

Flags = NDArray[np.bool_]

AXES = ("target_group", "place", "sector")
_LOOSE_SECTORS = frozenset({"other"})  # networks and collectives: all that unites them is being hard to place


@dataclass(frozen=True)
class Ground:
    """What a search for empty fields works on.

    Parameters
    ----------
    chosen
        What was chosen; the counts below are of its counted initiatives.
    everything
        All that is known of the same municipalities at the same date: any status, role, theme, place.
    active
        Which initiatives of ``everything`` are under way, ``(n_everything,)``.
    houses
        Places that something is in, though they are no areas (:func:`houses`); sorted.
    axes
        The labels to combine, by the names in ``AXES``.
    has
        Which counted initiative has which label, in whole or in part: ``(n, n_labels)``.
    unknown
        Which counted initiative may have labels that no source names, ``(n,)``: no known target group, no
        known place, no known actor or an open list of them.
    """

    chosen: Study
    everything: Study
    active: Flags
    houses: tuple[str, ...]
    axes: Mapping[str, Axis]
    has: Mapping[str, Flags]
    unknown: Mapping[str, Flags]

    def with_label(self, axis: str, column: int) -> Flags:
        """Return which counted initiative has one label, ``(n,)``."""
        return self.has[axis][:, column]

    def told(self, axes: Sequence[str]) -> Flags:
        """Return of which counted initiatives the sources tell what lies in these directions, ``(n,)``."""
        return np.asarray(~np.array([self.unknown[axis] for axis in axes]).any(axis=0))

    def may_lie_in(self, labels: Mapping[str, int]) -> Flags:
        """Return who has some of a field's labels while the others are unknown, ``(n,)``."""
        has = np.array([self.with_label(axis, column) for axis, column in labels.items()])
        may = has | np.array([self.unknown[axis] for axis in labels])
        return np.asarray(may.all(axis=0) & has.any(axis=0) & ~has.all(axis=0))


def ground(chosen: Study) -> Ground:
    """Return what a search for empty fields works on; cost linear in the rows of the tables."""
    everything = study(
        chosen.dataset,
        Selection(municipalities=chosen.selection.municipalities, roles=(), statuses=(), as_of=chosen.as_of),
    )
    axes = _axes(chosen)
    stated = {
        "target_group": chosen.target_groups,
        "place": chosen.places,
        "sector": chosen.initiative_sectors,
    }
    has = {
        name: (stated[name].incidence @ axes[name].holding(stated[name].labels)).toarray() > 0
        for name in AXES
    }
    unknown = {name: stated[name].incidence.sum(axis=1) == 0 for name in AXES}
    unknown["sector"] |= _with_open_list(chosen)
    own = tuple(sorted(houses(chosen.dataset).intersection(chosen.places.labels)))
    return Ground(chosen, everything, _active(chosen, everything), own, axes, has, unknown)


def areas(chosen: Study) -> set[str]:
    """Return the places in the municipalities chosen that are neither all of one nor a house."""
    broader = chosen.dataset.broader["places"]
    holding = {over for above in broader.values() for over in above}
    rows = chosen.dataset.tables["places"]
    homes = {*chosen.initiatives.loc[chosen.initiatives["reference"] != "yes", "municipality"], ""}
    return {
        place
        for place, home in zip(rows["id"], rows["municipality"], strict=True)
        if home in homes and (broader[place] or place not in holding)
    } - houses(chosen.dataset)


def houses(dataset: Dataset) -> frozenset[str]:
    """Return the places that are no areas: those that bear the name of an actor or of a venue.

    A school, a youth centre or a culture house is listed among the places since things happen in it. The
    table of places does not tell them from districts, but whoever runs them is listed by the same name.
    """
    tables = dataset.tables
    venues = tables["initiatives"].loc[tables["initiatives"]["kind"] == "venue", "name"]
    run = {name.casefold() for name in (*tables["actors"]["name"], *venues)}
    places = tables["places"]
    return frozenset(places.loc[places["name"].str.casefold().isin(run), "id"])


def _active(chosen: Study, everything: Study) -> Flags:
    statuses = chosen.selection.statuses
    wanted = everything.initiatives["status_now"].isin({*ACTIVE, *statuses})
    return wanted.to_numpy(dtype=bool) | (not statuses)


def _with_open_list(chosen: Study) -> Flags:
    counted = chosen.initiatives.loc[list(chosen.network.initiatives), "actors_complete"]
    return (counted == "no").to_numpy(dtype=bool)


def _axes(chosen: Study) -> dict[str, Axis]:
    broader = chosen.dataset.broader
    groups = _with_broader(chosen.target_groups.labels, broader["target_groups"])
    places = _with_broader(chosen.places.labels, broader["places"])
    groups -= _catch_alls(groups, broader["target_groups"])
    sectors = {*chosen.initiative_sectors.labels} - _LOOSE_SECTORS
    return {
        "target_group": Axis(tuple(sorted(groups)), broader["target_groups"]),
        "place": Axis(tuple(sorted(places & areas(chosen))), broader["places"]),
        "sector": Axis(tuple(sorted(sectors)), {}),
    }


def _with_broader(labels: Iterable[str], broader: Broader) -> set[str]:
    above = ancestors(broader)
    return {over for label in labels for over in (label, *above.get(label, ()))}


def _catch_alls(groups: set[str], broader: Broader) -> set[str]:
    """Return the groups that lie in none and hold more than half of the others."""
    above = ancestors(broader)
    n_inside = {group: sum(group in above.get(other, ()) for other in groups) for group in groups}
    return {group for group, n in n_inside.items() if not above.get(group) and 2 * n > len(groups) - 1}
