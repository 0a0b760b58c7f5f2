from __future__ import annotations

from collections.abc import Callable

import pytest

from samverkan.domain.dataset import Dataset, split_list
from samverkan.domain.schema import TABLES
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.subset import subset

Drawn = Callable[..., Dataset]


def dangling(dataset: Dataset) -> set[str]:
    return {
        item
        for name, rows in dataset.tables.items()
        for column in TABLES[name].references()
        for cell in rows[column.name]
        for item in split_list(cell)
        if item not in set(dataset.tables[column.references]["id"])
    }


def town(drawn: Drawn) -> Dataset:
    return drawn(
        "bibliotek-x eidar-x eidar-y polisen-z",
        actors=[
            {"id": "bibliotek", "parent_id": "kff"},
            {"id": "kff", "parent_id": "staden", "merged_into": "kultur"},
            {"id": "kultur", "merged_into": "fritid"},
            {"id": "fritid", "parent_id": "staden"},
        ],
        initiatives=[
            {"id": "x", "parent_id": "y", "theme_ids": "skola", "place_ids": "torget"},
            {"id": "y", "theme_ids": "skola|arbete", "parent_id": "z"},
            {"id": "z", "theme_ids": "fritid"},
        ],
        serves="x-flickor z-aldre",
        target_groups=[{"id": "flickor", "broader_ids": "unga"}],
        places=[{"id": "torget", "broader_id": "hela-staden"}],
        funding="x-delmos z-lansstyrelsen",
        facts=[{"initiative_id": "x", "actor_id": "skolan"}, {"initiative_id": "z"}],
        judgements="j-eidar-polisen",
    )


@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        Selection(themes=("skola",)),
        Selection(level="municipality"),
        Selection(places=("hela-staden",)),
        Selection(sectors=("state",)),
    ],
)
def test_nothing_in_a_subset_points_at_nothing(drawn: Drawn, selection: Selection) -> None:
    assert dangling(subset(study(town(drawn), selection))) == set()


def test_a_subset_holds_what_is_shown_and_what_that_points_at(drawn: Drawn) -> None:
    part = subset(study(town(drawn), Selection(themes=("skola",))))

    ids = {name: set(part.tables[name]["id"]) for name in TABLES if "id" in TABLES[name].column_names}
    assert ids == {
        "actors": {"bibliotek", "kff", "kultur", "fritid", "staden", "eidar", "delmos", "skolan"},
        "initiatives": {"x", "y"},
        "target_groups": {"flickor", "unga"},
        "places": {"torget", "hela-staden"},
        "themes": {"skola", "arbete"},
        "sources": {"sidan"},
        "judgements": set(),
    }
    assert (len(part.participations), len(part.serves), len(part.funding), len(part.facts)) == (3, 1, 1, 1)


def test_a_parent_that_is_not_shown_is_left_unnamed(drawn: Drawn) -> None:
    part = subset(study(town(drawn), Selection(themes=("skola",))))

    assert part.initiatives.set_index("id")["parent_id"].to_dict() == {"x": "y", "y": ""}


def test_actors_stand_as_in_the_source_whatever_the_level(drawn: Drawn) -> None:
    part = subset(study(town(drawn), Selection(level="municipality")))

    assert part.participations["actor_id"].tolist() == ["bibliotek", "eidar", "eidar", "polisen"]


def test_the_study_of_a_subset_has_the_same_network(drawn: Drawn) -> None:
    selection = Selection(themes=("skola",), level="department")
    whole = study(town(drawn), selection)

    again = study(subset(whole), selection)

    assert (whole.network.actors, whole.network.initiatives) == (
        again.network.actors,
        again.network.initiatives,
    )
    assert whole.network.biadjacency.toarray().tolist() == again.network.biadjacency.toarray().tolist()


def test_what_is_shown_but_not_counted_goes_along(drawn: Drawn) -> None:
    part = subset(study(drawn("a-x", initiatives=[{"id": "x", "status": "ended"}]), Selection()))

    assert (part.initiatives["id"].tolist(), part.actors["id"].tolist()) == (["x"], ["a"])


def test_a_subset_of_everything_is_everything_that_is_in_use(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x", serves="x-unga", initiatives=[{"id": "x", "place_ids": "torget", "theme_ids": "skola"}]
    )

    assert dataset.fingerprint == subset(study(dataset, Selection())).fingerprint
