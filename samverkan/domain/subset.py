"""What a study shows, as a data set of its own that can be handed on."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from samverkan.domain.dataset import Dataset, split_list
from samverkan.domain.hierarchy import ancestors
from samverkan.domain.levels import belongs_to
from samverkan.domain.schema import TABLES
from samverkan.domain.study import Study


def subset(study: Study) -> Dataset:
    """Return the rows that a study shows and everything that they point at.

    Actors stand as in the source, whatever the level: a roll-up is a way of looking, not of storing.
    Judgements stay behind: they are about pairs, and may be about someone who is not shown.
    """
    dataset = study.dataset
    links = study.participations.assign(actor_id=study.participations["unit_id"])
    facts = dataset.tables["facts"]
    of_shown = facts["initiative_id"].isin(study.initiatives.index)
    of_actors = (facts["initiative_id"] == "") & facts["actor_id"].isin(links["actor_id"])
    facts = facts[of_shown | of_actors]
    tables = {
        "initiatives": study.initiatives.reset_index(drop=True),
        "participations": links,
        "serves": study.serves,
        "funding": study.funding,
        "facts": facts,
    }
    tables = {name: rows[list(TABLES[name].column_names)] for name, rows in tables.items()}
    # A parent outside the selection is left unnamed rather than pointing at nothing.
    parents = tables["initiatives"]["parent_id"]
    tables["initiatives"] = tables["initiatives"].assign(
        parent_id=parents.where(parents.isin(study.initiatives.index), "")
    )
    for name in ("actors", "places", "target_groups", "themes", "sources"):
        tables[name] = _pointed_at(dataset, name, tables)
    return Dataset(tables)


def _pointed_at(dataset: Dataset, name: str, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    wanted = {
        item
        for table, rows in tables.items()
        for column in TABLES[table].references()
        if column.references == name
        for cell in rows[column.name]
        for item in split_list(cell)
    }
    rows = dataset.tables[name]
    return rows[rows["id"].isin(wanted | _above(dataset, name, wanted))]


def _above(dataset: Dataset, name: str, wanted: Iterable[str]) -> set[str]:
    over = ancestors(belongs_to(dataset) if name == "actors" else dataset.broader.get(name, {}))
    return {identifier for start in wanted for identifier in over.get(start, ())}
