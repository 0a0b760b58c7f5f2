"""A study: what one selection leaves of a data set, ready to be measured and shown.

Two things are kept apart. What is *counted* makes the network. What is *shown* beside it (ended and planned
initiatives, unless they are chosen) passes every other filter and is marked as not counted, so that nobody
takes its absence from a number for its absence from the world.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np
import pandas as pd
from scipy import sparse

from samverkan.domain.dataset import Dataset, records, split_list
from samverkan.domain.hierarchy import ancestors, with_narrower
from samverkan.domain.levels import actor_at_level, speakers
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.periods import last_day, overlaps, status_on
from samverkan.domain.selection import Selection
from samverkan.errors import SamverkanError

Label = TypeVar("Label")


@dataclass(frozen=True, eq=False)
class Labelling(Generic[Label]):
    """Which initiative of a network has which label: its target groups, places, sectors.

    Parameters
    ----------
    labels
        Sorted, unique.
    incidence
        0/1, CSR, int32, ``(n_initiatives, n_labels)``; rows as in the network that it was made for.
    """

    labels: tuple[Label, ...]
    incidence: sparse.csr_array

    @property
    def n_initiatives_with(self) -> dict[Label, int]:
        """For each label how many initiatives have it."""
        return dict(zip(self.labels, self.incidence.sum(axis=0).tolist(), strict=True))


@dataclass(frozen=True, eq=False)
class Study:
    """What one selection leaves.

    Parameters
    ----------
    dataset, selection
        What it was made from.
    as_of
        The day at which statuses were read.
    initiatives
        Shown initiatives by id, sorted: the columns of the table, ``status_now`` (at ``as_of``, one of
        :data:`samverkan.domain.vocabulary.STATUSES`) and ``counted``.
    participations
        Rows of shown initiatives: the columns of the table with ``actor_id`` at the level chosen,
        ``unit_id`` (who it was before the roll-up) and ``counted``.
    serves, funding
        Rows of shown initiatives.
    network
        Counted actors (with at least one tie) and counted initiatives (with or without one).
    """

    dataset: Dataset
    selection: Selection
    as_of: date
    initiatives: pd.DataFrame
    participations: pd.DataFrame
    serves: pd.DataFrame
    funding: pd.DataFrame
    network: TwoModeNetwork

    @cached_property
    def shown(self) -> TwoModeNetwork:
        """The network with what is shown but not counted."""
        return _network(self.participations, self.initiatives.index)

    @cached_property
    def internal(self) -> Mapping[str, int]:
        """Actor id to the number of counted initiatives in which two or more of its own units meet.

        Only a roll-up has any. They are collaboration inside one organisation and make no tie.
        """
        counted = self.participations[self.participations["counted"]]
        # Two names of one actor are one unit.
        own = counted.assign(unit_id=counted["unit_id"].map(actor_at_level(self.dataset, "unit")))
        units = own.groupby(["actor_id", "initiative_id"])["unit_id"].nunique()
        return {str(actor): int(n) for actor, n in (units >= 2).groupby("actor_id").sum().items()}

    @cached_property
    def all_participations(self) -> pd.DataFrame:
        """Every participation of the tables with its status at the date, of units, whatever is chosen.

        To be read, not written to.
        """
        return study(self.dataset, Selection(roles=(), statuses=(), as_of=self.as_of)).participations

    @cached_property
    def sectors(self) -> Mapping[str, str]:
        """Actor id to sector, for every actor of the data set."""
        actors = self.dataset.tables["actors"]
        return dict(zip(actors["id"], actors["sector"], strict=True))

    @cached_property
    def target_groups(self) -> Labelling[str]:
        """Which counted initiative serves which target group, exactly as stated."""
        return self._labelling(zip(self.serves["initiative_id"], self.serves["target_group_id"], strict=True))

    @cached_property
    def places(self) -> Labelling[str]:
        """Which counted initiative is where, exactly as stated."""
        return self._labelling(places_of(self.initiatives, self.serves))

    @cached_property
    def themes(self) -> Labelling[str]:
        """Which counted initiative has which theme, exactly as stated."""
        cells = self.initiatives["theme_ids"].items()
        return self._labelling(
            (str(initiative), theme) for initiative, cell in cells for theme in split_list(cell)
        )

    @cached_property
    def cells(self) -> Labelling[tuple[str, str]]:
        """Which counted initiative covers which (target group, place); an unknown place makes no cell.

        A place of the group's own counts before that of the initiative. Where it is the wider of the two (a
        house for all of its district), it does not hide where the initiative is: both count.
        """
        home = {
            str(initiative): split_list(cell) for initiative, cell in self.initiatives["place_ids"].items()
        }
        above = ancestors(self.dataset.broader["places"])
        rows = self.serves[["initiative_id", "target_group_id", "place_ids"]].itertuples(index=False)
        return self._labelling(
            (initiative, (group, place))
            for initiative, group, own in rows
            for place in _served_in(split_list(own), home[initiative], above)
        )

    @cached_property
    def initiative_sectors(self) -> Labelling[str]:
        """Which counted initiative has members of which sector."""
        counted = self.participations[self.participations["counted"]]
        return self._labelling(
            (initiative, self.sectors[unit])
            for initiative, unit in zip(counted["initiative_id"], counted["unit_id"], strict=True)
        )

    def _labelling(self, pairs: Iterable[tuple[str, Label]]) -> Labelling[Label]:
        row_of = {initiative: row for row, initiative in enumerate(self.network.initiatives)}
        known = {(row_of[initiative], label) for initiative, label in pairs if initiative in row_of}
        labels = tuple(sorted({label for _, label in known}))  # type: ignore[type-var]  # str or tuple of str
        column_of = {label: column for column, label in enumerate(labels)}
        rows = [row for row, _ in known]
        columns = [column_of[label] for _, label in known]
        incidence = sparse.csr_array(
            (np.ones(len(rows), dtype=np.int32), (rows, columns)), shape=(len(row_of), len(labels))
        )
        incidence.sort_indices()
        return Labelling(labels, incidence)


def places_of(initiatives: pd.DataFrame, serves: pd.DataFrame) -> set[tuple[str, str]]:
    """Return (initiative, place) pairs, from the initiative's own row and from whom it serves where."""
    own = {
        (str(initiative), place)
        for initiative, cell in initiatives["place_ids"].items()
        for place in split_list(cell)
    }
    rows = zip(serves["initiative_id"], serves["place_ids"], strict=True)
    return own | {(initiative, place) for initiative, cell in rows for place in split_list(cell)}


def _served_in(own: Sequence[str], home: Sequence[str], above: Mapping[str, frozenset[str]]) -> Sequence[str]:
    """Return where a group is served, of its own places and those of the initiative."""
    return [*own, *(place for place in home if above[place] & {*own})] or home


def study(dataset: Dataset, selection: Selection) -> Study:
    """Apply a selection to a data set.

    Raises
    ------
    SamverkanError
        No date was chosen and no source has one.

    Notes
    -----
    Cost: linear in the rows of the tables. An empty result is a study with an empty network.
    """
    as_of = selection.as_of or newest_date(dataset, selection.municipalities)
    serves = _certain(dataset.serves, selection)
    initiatives = _initiatives(dataset, selection, serves, as_of)
    participations = _participations(dataset, selection, initiatives, as_of)
    if selection.sectors:
        initiatives = initiatives[initiatives.index.isin(participations["initiative_id"])]
    counted = participations[participations["counted"]]
    return Study(
        dataset=dataset,
        selection=selection,
        as_of=as_of,
        initiatives=initiatives,
        participations=participations,
        serves=serves[serves["initiative_id"].isin(initiatives.index)],
        funding=_of(initiatives, _certain(dataset.funding, selection)),
        network=_network(counted, initiatives.index[initiatives["counted"]]),
    )


def newest_date(dataset: Dataset, municipalities: tuple[str, ...] = ()) -> date:
    """Return the newest reviewed or published date among the sources of the chosen municipalities.

    Where none of those has a date, the newest of all sources is taken. A year or a month means its last day.

    Raises
    ------
    SamverkanError
        No source has a date.
    """
    initiatives = dataset.tables["initiatives"]
    if municipalities:
        initiatives = initiatives[initiatives["municipality"].isin(municipalities)]
    links = dataset.tables["participations"]
    used = set(initiatives["source_id"])
    used |= set(links.loc[links["initiative_id"].isin(initiatives["id"]), "source_id"])
    sources = dataset.tables["sources"]
    chosen = sources[sources["id"].isin(used)]
    for rows in (chosen, sources):
        dates = [day for row in records(rows) if (day := dated(row))]
        if dates:
            return max(dates)
    raise SamverkanError("no_date")


def dated(source: Mapping[str, str]) -> date | None:
    """Return the newest day on which a source was reviewed or published; ``None`` where it has no date."""
    days = [day for cell in (source["reviewed"], source["published"]) if (day := last_day(cell))]
    return max(days, default=None)


def _certain(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    return rows[rows["certainty"] == "stated"] if selection.stated_only else rows


def _of(initiatives: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["initiative_id"].isin(initiatives.index)]


def _initiatives(dataset: Dataset, selection: Selection, serves: pd.DataFrame, as_of: date) -> pd.DataFrame:
    rows = dataset.initiatives.set_index("id", drop=False).sort_index()
    keep = pd.Series(True, index=rows.index)
    if selection.municipalities:
        keep &= rows["municipality"].isin(selection.municipalities)
    if selection.themes:
        keep &= _shares_any(rows["theme_ids"], frozenset(selection.themes))
    if selection.places:
        inside = with_narrower(selection.places, dataset.broader["places"])
        keep &= rows.index.isin(
            {initiative for initiative, place in places_of(rows, serves) if place in inside}
        )
    if selection.target_groups:
        inside = with_narrower(selection.target_groups, dataset.broader["target_groups"])
        keep &= rows.index.isin(serves.loc[serves["target_group_id"].isin(inside), "initiative_id"])
    if selection.year_from is not None or selection.year_to is not None:
        years = (selection.year_from, selection.year_to)
        periods = zip(rows["start"], rows["end"], strict=True)
        keep &= pd.Series([overlaps(start, end, *years) for start, end in periods], index=rows.index)
    rows = rows[keep]
    rows["status_now"] = _status_now(rows, as_of)
    rows["counted"] = _allowed(rows["status_now"], selection.statuses)
    return rows


def _participations(
    dataset: Dataset, selection: Selection, initiatives: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    rows = _of(initiatives, _certain(dataset.participations, selection))
    if selection.roles:
        rows = rows[rows["role"].isin(selection.roles)]
    if selection.sectors:
        actors = dataset.tables["actors"]
        rows = rows[rows["actor_id"].isin(actors.loc[actors["sector"].isin(selection.sectors), "id"])]
    own, whole = _status_now(rows, as_of), rows["initiative_id"].map(initiatives["status_now"])
    # A part that is simply known lasts as long as its initiative, and one planned without a date is to begin
    # with it.
    begins_with = (own == "planned") & (rows["start"] == "") & (whole == "overdue")
    rows["status_now"] = own.mask(own.isin(["known", "ongoing"]) | begins_with, whole)
    rows["counted"] = _allowed(rows["status_now"], selection.statuses) & rows["initiative_id"].map(
        initiatives["counted"]
    ).astype(bool)
    speaks_for = speakers(dataset, selection)
    rows["unit_id"] = rows["actor_id"]
    rows["actor_id"] = rows["actor_id"].map(speaks_for)
    return rows


def _shares_any(cells: pd.Series, wanted: frozenset[str]) -> pd.Series:
    return cells.map(lambda cell: not wanted.isdisjoint(split_list(cell))).astype(bool)


def _status_now(rows: pd.DataFrame, as_of: date) -> pd.Series:
    cells = zip(rows["status"], rows["start"], rows["end"], strict=True)
    statuses = [status_on(status, start, end, as_of) for status, start, end in cells]
    return pd.Series(statuses, index=rows.index, dtype="str")


def _allowed(statuses: pd.Series, chosen: tuple[str, ...]) -> pd.Series:
    return statuses.isin(chosen) if chosen else pd.Series(True, index=statuses.index)


def _network(participations: pd.DataFrame, initiatives: Iterable[str]) -> TwoModeNetwork:
    pairs = zip(participations["actor_id"], participations["initiative_id"], strict=True)
    return TwoModeNetwork.from_pairs(pairs, initiatives=initiatives)
