"""From a draft to tables: the rows that are left, and the rows of what was added."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from samverkan.domain.dataset import Dataset
from samverkan.domain.draft import Draft
from samverkan.domain.edits import AddActor, AddInitiative
from samverkan.domain.schema import LIST_SEPARATOR, TABLES
from samverkan.domain.vocabulary import JUDGED_TABLES, SECTOR_OF_KIND
from samverkan.i18n import translator

FUNCTION_OF_KIND = MappingProxyType(
    {
        "school": "school",
        "police": "police",
        "university": "university",
        "association": "association",
        "sports_club": "sports",
        "study_association": "study_association",
        "folk_high_school": "folk_high_school",
        "faith_community": "faith",
        "company": "company",
    }
)
"""What a new actor does, by its kind; ``other`` where the kind does not say."""


def drafted(dataset: Dataset, draft: Draft, name: str) -> Dataset:
    """Return the data set that a draft of it stands for; ``name`` is the scenario's.

    Cost: linear in rows.
    """
    source = _source_id(dataset)
    new = _new_rows(dataset, draft, source)
    if any(new.values()):
        words = translator()  # the tables are in one language, that of the data
        title = words("what_if.source.title", name=name) if name else words("what_if.source.unnamed")
        new["sources"] = [{"id": source, "title": title, "publisher": words("what_if.source.publisher")}]
    kept = _kept_rows(dataset, draft)
    return Dataset({table: _with(table, rows, new.get(table, [])) for table, rows in kept.items()})


def _source_id(dataset: Dataset) -> str:
    used = set(dataset.tables["sources"]["id"])
    numbered = (f"scenario-{number}" for number in itertools.count(2))
    return next(name for name in itertools.chain(["scenario"], numbered) if name not in used)


def _kept_rows(dataset: Dataset, draft: Draft) -> dict[str, pd.DataFrame]:
    tables = dict(dataset.tables)
    no_actor = set(tables["actors"]["id"]) - draft.actors.present.keys()
    no_initiative = set(tables["initiatives"]["id"]) - draft.initiatives.present.keys()
    gone = {"actors": no_actor, "initiatives": no_initiative}
    for table in ("actors", "initiatives"):
        rows = tables[table]
        tables[table] = _unhooked(rows[~rows["id"].isin(gone[table])], gone[table])
    for table in ("participations", "serves", "funding", "facts"):
        tables[table] = _without(tables[table], table, gone)
    links = tables["participations"]
    there = [
        pair in draft.parts.present for pair in zip(links["actor_id"], links["initiative_id"], strict=True)
    ]
    tables["participations"] = links[pd.Series(there, index=links.index, dtype=bool)]
    tables["judgements"] = _still_judged(tables["judgements"], gone)
    return _ended(tables, draft.ended)


def _without(rows: pd.DataFrame, table: str, gone: Mapping[str, set[str]]) -> pd.DataFrame:
    for column in TABLES[table].references():
        if column.references in gone:
            rows = rows[~rows[column.name].isin(gone[column.references])]
    return rows


def _unhooked(rows: pd.DataFrame, gone: set[str]) -> pd.DataFrame:
    """Leave a parent that has gone unnamed rather than pointing at nothing."""
    hooks = [column for column in ("parent_id", "merged_into") if column in rows]
    return rows.assign(**{column: rows[column].mask(rows[column].isin(gone), "") for column in hooks})


def _still_judged(rows: pd.DataFrame, gone: Mapping[str, set[str]]) -> pd.DataFrame:
    is_kept = [
        all(end not in gone.get(table, ()) for table, end in zip(JUDGED_TABLES[kind], ends, strict=True))
        for kind, *ends in rows[["kind", "subject_id", "object_id"]].itertuples(index=False)
    ]
    return rows[pd.Series(is_kept, index=rows.index, dtype=bool)]


def _ended(tables: dict[str, pd.DataFrame], ended: set[str]) -> dict[str, pd.DataFrame]:
    rows, funding = tables["initiatives"], tables["funding"]
    is_ended = rows["id"].isin(ended)
    # Without a date: what has a dated end yet to come would still count as under way.
    tables["initiatives"] = rows.assign(
        status=rows["status"].mask(is_ended, "ended"), end=rows["end"].mask(is_ended, "")
    )
    tables["funding"] = funding[~(funding["initiative_id"].isin(ended) & funding["kind"].ne("ordinary"))]
    return tables


def _new_rows(dataset: Dataset, draft: Draft, source: str) -> dict[str, list[dict[str, str]]]:
    evidence = {"source_id": source, "lines": "1"}
    initiatives = [edit for edit in draft.initiatives.present.values() if edit]
    return {
        "actors": [_actor_row(edit) for edit in draft.actors.present.values() if edit],
        "initiatives": [_initiative_row(edit, _home(dataset), evidence) for edit in initiatives],
        "serves": [
            {"initiative_id": edit.initiative, "target_group_id": group, "certainty": "stated", **evidence}
            for edit in initiatives
            for group in dict.fromkeys(edit.target_groups)
        ],
        "participations": [
            {
                "actor_id": actor,
                "initiative_id": initiative,
                "role": "partner",
                "status": "known",
                "certainty": "stated",
                **evidence,
            }
            for (actor, initiative), is_added in sorted(draft.parts.present.items())
            if is_added and actor in draft.actors.present and initiative in draft.initiatives.present
        ],
    }


def _actor_row(edit: AddActor) -> dict[str, str]:
    return {
        "id": edit.actor,
        "name": edit.name,
        "kind": edit.kind,
        "function": FUNCTION_OF_KIND.get(edit.kind, "other"),
        "sector": SECTOR_OF_KIND[edit.kind],
    }


def _initiative_row(edit: AddInitiative, home: str, evidence: Mapping[str, str]) -> dict[str, str]:
    return {
        "id": edit.initiative,
        "name": edit.name,
        "kind": "ordinary",
        "municipality": home,
        "place_ids": LIST_SEPARATOR.join(dict.fromkeys(edit.places)),
        "status": "ongoing",
        "permanence": "unknown",
        "actors_complete": "yes",
        "reference": "no",
        **evidence,
    }


def _home(dataset: Dataset) -> str:
    """Return the municipality that most initiatives at home have, the first by name of several."""
    rows = dataset.tables["initiatives"]
    own = rows.loc[rows["reference"] != "yes", "municipality"]
    counts = Counter(own if len(own) else rows["municipality"])
    return min(counts, key=lambda name: (-counts[name], name), default="–")


def _with(table: str, rows: pd.DataFrame, new: list[dict[str, str]]) -> pd.DataFrame:
    if not new:
        return rows
    columns = list(TABLES[table].column_names)
    return pd.concat([rows, pd.DataFrame(new, columns=columns, dtype="str").fillna("")], ignore_index=True)
