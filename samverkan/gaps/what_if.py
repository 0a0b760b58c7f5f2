"""What if: the same numbers and lists before and after some changes, beside what a few missed links can do.

What this is: the measures of the tables as they are and as they would be, nothing more. What it is not: a
forecast. It moves the rows that a scenario moves and leaves all else as it was; no change in the world does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from samverkan.analysis.centrality import measures
from samverkan.analysis.cohesion import cohesion, cutpoints, separated_by
from samverkan.analysis.projection import project
from samverkan.analysis.stability import HIGH, LOW, DroppedRuns, dropped_networks, ranges
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.scenario import Scenario, apply
from samverkan.domain.study import Labelling, Study, study
from samverkan.domain.vocabulary import MEASURES, Measure

ShiftKind = Literal[
    "actors",
    "initiatives",
    "without_actor",
    "target_groups",
    "carried_target_groups",
    "places",
    "carried_places",
    "cells",
    "carried_cells",
    "pairs",
    "key_actors",
]
"""What may come or go; see :class:`Comparison`."""

Item = tuple[str, ...]
"""An id, or the ids of a cell or a pair."""

_SAME = 1e-9

Kind = TypeVar("Kind", bound=str)


@dataclass(frozen=True, slots=True)
class Change:
    """One number before and after.

    Parameters
    ----------
    before, after
        The number itself.
    low, high
        How far it may lie from ``before`` for the sake of a few missed links alone: see :func:`noise_of`.
    """

    before: float
    after: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        """How much is added."""
        return self.after - self.before

    @property
    def within_noise(self) -> bool:
        """Whether a few missed links could do as much."""
        return self.low - _SAME <= self.after <= self.high + _SAME


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """A measure of an actor that changed; an actor without a counted tie has 0 of everything."""

    measure: Measure
    actor: str
    change: Change


@dataclass(frozen=True, slots=True)
class Shift:
    """What is there only before and only after, each an id or several (a cell, a pair), sorted."""

    lost: tuple[Item, ...]
    gained: tuple[Item, ...]


@dataclass(frozen=True)
class Comparison:
    """Two studies side by side.

    Parameters
    ----------
    measures
        Every measure of every actor that differs: in order of the measures, the largest difference first,
        then by id. Without the eigenvector of those regrouped.
    summary
        The numbers of :class:`samverkan.analysis.cohesion.Cohesion` by name, whether they differ or not.
        Actors without a tie are not counted.
    shifts
        ``actors``, ``initiatives``: counted ones. ``without_actor``: counted initiatives of which no actor is
        known. ``target_groups``, ``places``, ``cells`` (of both): those with a counted initiative, exactly as
        stated; ``carried_…``: those with a counted initiative that has an actor. ``pairs``: two actors with a
        joint initiative. ``key_actors``: whose absence would cut others off.
    regrouped
        Actors that no longer hang together with the same others, of those that stay; sorted. Each part of a
        network has an eigenvector of its own, so theirs jumps when a part breaks off or joins, and the
        difference says nothing of them.
    """

    measures: tuple[MeasureChange, ...]
    summary: Mapping[str, Change]
    shifts: Mapping[ShiftKind, Shift]
    regrouped: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Noise:
    """How far the numbers of a study lie from themselves when a few links are missed.

    Parameters
    ----------
    observed, reach
        Every measure of every actor, and how far it reaches to either side; tables of equal shape.
    summary, summary_reach
        The same for the numbers of the whole network.
    """

    observed: pd.DataFrame
    reach: pd.DataFrame
    summary: Mapping[str, float]
    summary_reach: Mapping[str, float]


def scenario_study(before: Study, scenario: Scenario) -> Study:
    """Return the study of what a scenario makes of a study's data, with the same choices on the same day.

    Raises
    ------
    SamverkanError
        An edit does not fit the data set.
    """
    selection = replace(before.selection, as_of=before.as_of)
    return study(apply(before.dataset, scenario), selection)


def noise_of(before: Study) -> Noise:
    """Return how much a few missed links matter to each number of a study.

    Twenty times a tenth of the links is dropped and all is measured again. The 10th and the 90th percentile
    say how far a number strays, and the farther of the two counts to either side: dropping can only lower a
    count, but a link that the sources have left out would have raised it as much. What cannot stray, such as
    the number of initiatives, reaches 0 far.

    Cost: twenty times all measures; half a second on the data that travel with the program.
    """
    networks = list(dropped_networks(before.network))
    runs = DroppedRuns(measures(before.network), tuple(map(measures, networks)))
    within = ranges(runs)
    observed = runs.observed.astype(float)
    above, below = (within.high - observed).abs(), (observed - within.low).abs()
    numbers = _numbers(before.network)
    dropped = pd.DataFrame([_numbers(network) for network in networks], columns=list(numbers))
    return Noise(
        observed=observed,
        reach=above.where(above > below, below),
        summary=numbers,
        summary_reach={
            name: max(abs(number - bound) for bound in dropped[name].quantile([LOW, HIGH]))
            for name, number in numbers.items()
        },
    )


def what_if(before: Study, after: Study, *, noise: Noise | None = None) -> Comparison:
    """Return what differs between a study and the same choices on changed data.

    Parameters
    ----------
    before, after
        Of the same selection on the same day, as :func:`scenario_study` makes them.
    noise
        Of ``before``, where it is at hand; worked out otherwise.

    Notes
    -----
    Nothing differs between a study and itself. Cost: apart from the noise, all measures once.
    """
    noise = noise or noise_of(before)
    shifts = {
        kind: Shift(tuple(sorted(had - has)), tuple(sorted(has - had)))
        for (kind, had), has in zip(_there(before).items(), _there(after).values(), strict=True)
    }
    numbers = _numbers(after.network)
    regrouped = _regrouped(before.network, after.network)
    return Comparison(
        measures=tuple(
            item
            for item in _measure_changes(noise, measures(after.network))
            if item.measure != "eigenvector" or item.actor not in regrouped
        ),
        summary={
            name: _change(number, numbers[name], noise.summary_reach[name])
            for name, number in noise.summary.items()
        },
        shifts=shifts,
        regrouped=tuple(sorted(regrouped)),
    )


def side_by_side(
    before: Study, afters: Iterable[Study], *, noise: Noise | None = None
) -> tuple[Comparison, ...]:
    """Return the comparison of each scenario with the same study, in the order given."""
    noise = noise or noise_of(before)
    return tuple(what_if(before, after, noise=noise) for after in afters)


def summary_table(comparisons: Sequence[Comparison]) -> pd.DataFrame:
    """Return the numbers of the whole network, comparisons with one and the same study side by side.

    Rows are numbers; columns ``before``, ``low``, ``high`` and for each comparison, counted from 1,
    ``after_1`` and ``within_1`` (whether it lies inside the noise). Empty without comparisons.
    """
    return _table([comparison.summary for comparison in comparisons])


def measure_table(comparisons: Sequence[Comparison], measure: Measure) -> pd.DataFrame:
    """Return one measure of the actors for which any comparison changes it; columns as :func:`summary_table`.

    The largest difference first, then by id. Of the eigenvector those that any comparison regroups are left
    out.
    """
    hidden = (
        {actor for comparison in comparisons for actor in comparison.regrouped}
        if measure == "eigenvector"
        else set()
    )
    changed = [
        {
            item.actor: item.change
            for item in comparison.measures
            if item.measure == measure and item.actor not in hidden
        }
        for comparison in comparisons
    ]
    known = {actor: change for changes in changed for actor, change in changes.items()}
    whole = [
        {actor: changes.get(actor, replace(change, after=change.before)) for actor, change in known.items()}
        for changes in changed
    ]
    largest = {actor: max(abs(changes[actor].difference) for changes in whole) for actor in known}
    order = sorted(known, key=lambda actor: (-largest[actor], actor))
    return _table([{actor: changes[actor] for actor in order} for changes in whole])


@dataclass(frozen=True, slots=True)
class GapChange:
    """Gaps of one kind by id: those that are closed, those that are new, sorted, and how many stay."""

    closed: tuple[str, ...]
    opened: tuple[str, ...]
    n_kept: int


def changed(
    before: Mapping[Kind, Collection[str]], after: Mapping[Kind, Collection[str]]
) -> dict[Kind, GapChange]:
    """Return for each kind which gaps are closed and which are new; a kind that is not given has none.

    Kinds in the order in which they stand before, then after.
    """
    pairs = {kind: (set(before.get(kind, ())), set(after.get(kind, ()))) for kind in {**before, **after}}
    return {
        kind: GapChange(tuple(sorted(had - has)), tuple(sorted(has - had)), len(had & has))
        for kind, (had, has) in pairs.items()
    }


def _change(before: float, after: float, reach: float) -> Change:
    # Nothing that is measured can be negative.
    return Change(before, after, max(before - reach, 0.0), before + reach)


def _measure_changes(noise: Noise, after: pd.DataFrame) -> tuple[MeasureChange, ...]:
    actors = noise.observed.index.union(after.index)
    had, has, reach = (
        table.reindex(actors, fill_value=0.0) for table in (noise.observed, after.astype(float), noise.reach)
    )
    found = [
        MeasureChange(measure, str(actor), _change(*map(float, numbers)))
        for measure in MEASURES
        for actor, *numbers in zip(actors, had[measure], has[measure], reach[measure], strict=True)
        if abs(numbers[0] - numbers[1]) > _SAME
    ]
    return tuple(
        sorted(
            found,
            key=lambda item: (
                MEASURES.index(item.measure),
                -round(abs(item.change.difference), 12),
                item.actor,
            ),
        )
    )


def _regrouped(before: TwoModeNetwork, after: TwoModeNetwork) -> set[str]:
    """Return the actors of both networks whose part of it has lost or won others that are in both."""
    had, has = _parts(before), _parts(after)
    both = had.keys() & has.keys()
    became, was = defaultdict(set), defaultdict(set)
    for actor in both:
        became[had[actor]].add(has[actor])
        was[has[actor]].add(had[actor])
    return {actor for actor in both if len(became[had[actor]]) > 1 or len(was[has[actor]]) > 1}


def _parts(network: TwoModeNetwork) -> dict[str, int]:
    _, part = csgraph.connected_components(network.adjacency, directed=False)
    return dict(zip(network.actors, part.tolist(), strict=False))


def _numbers(network: TwoModeNetwork) -> dict[str, float]:
    tied = np.flatnonzero(network.biadjacency.sum(axis=1))
    actors = tuple(network.actors[row] for row in tied)
    return asdict(cohesion(TwoModeNetwork(actors, network.initiatives, network.biadjacency[tied])))


def _there(chosen: Study) -> dict[ShiftKind, set[Item]]:
    network = chosen.network
    has_actor = network.biadjacency.sum(axis=0) > 0
    any_at_all = np.ones_like(has_actor)
    return {
        "actors": {(actor,) for actor in network.actors},
        "initiatives": {(initiative,) for initiative in network.initiatives},
        "without_actor": {(network.initiatives[column],) for column in np.flatnonzero(~has_actor)},
        "target_groups": _covered(chosen.target_groups, any_at_all),
        "carried_target_groups": _covered(chosen.target_groups, has_actor),
        "places": _covered(chosen.places, any_at_all),
        "carried_places": _covered(chosen.places, has_actor),
        "cells": _covered(chosen.cells, any_at_all),
        "carried_cells": _covered(chosen.cells, has_actor),
        "pairs": _pairs(network),
        "key_actors": _key_actors(network),
    }


def _covered(labelling: Labelling[str] | Labelling[tuple[str, str]], by: NDArray[np.bool_]) -> set[Item]:
    """Return the labels of the initiatives marked in ``by``, ``(n_initiatives,)``."""
    numbers = np.flatnonzero(labelling.incidence[by].sum(axis=0))
    labels = [labelling.labels[number] for number in numbers]
    return {(label,) if isinstance(label, str) else label for label in labels}


def _pairs(network: TwoModeNetwork) -> set[Item]:
    rows, columns = sparse.coo_array(sparse.triu(project(network), k=1)).coords
    ends = zip(rows.tolist(), columns.tolist(), strict=True)
    return {tuple(sorted((network.actors[row], network.actors[column]))) for row, column in ends}


def _key_actors(network: TwoModeNetwork) -> set[Item]:
    cutting = [label for kind, label in cutpoints(network) if kind == "actor"]
    return {(actor,) for actor in cutting if separated_by(network, actor)}


def _table(changes: Sequence[Mapping[str, Change]]) -> pd.DataFrame:
    if not changes:
        return pd.DataFrame()
    first = changes[0]
    columns: dict[str, list[float] | list[bool]] = {
        name: [getattr(change, name) for change in first.values()] for name in ("before", "low", "high")
    }
    for number, own in enumerate(changes, start=1):
        columns[f"after_{number}"] = [own[name].after for name in first]
        columns[f"within_{number}"] = [own[name].within_noise for name in first]
    return pd.DataFrame(columns, index=pd.Index(list(first), dtype="str"))
