from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.analysis.coverage import coverage, uncovered_groups
from samverkan.domain.dataset import Dataset
from samverkan.domain.hierarchy import ancestors
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study

Drawn = Callable[..., Dataset]
Cells = dict[str, dict[str, int]]

WITHIN = {"hela": "", "sodra": "hela", "lextorp": "sodra", "borlange": ""}
INSIDE = {"alla": "", "unga": "alla", "flickor": "unga|kvinnor", "kvinnor": "alla"}


def cells_of(table: pd.DataFrame) -> Cells:
    return table.to_dict("index")


def town(drawn: Drawn) -> Study:
    dataset = drawn(
        "polisen-x eidar-y eidar-x ifk-z",
        actors=[{"id": "polisen", "sector": "state"}, {"id": "eidar", "sector": "municipal"}],
        initiatives=[
            {"id": "x", "place_ids": "lextorp"},
            {"id": "y", "place_ids": "hela"},
            {"id": "z", "place_ids": "borlange"},
        ],
        places=[{"id": place, "broader_id": over} for place, over in WITHIN.items()],
        target_groups=[{"id": group, "broader_ids": over} for group, over in INSIDE.items()],
        serves="x-flickor y-unga z-unga",
    )
    return study(dataset, Selection())


def test_an_initiative_is_targeted_at_the_very_group_and_general_for_what_lies_inside(drawn: Drawn) -> None:
    table = coverage(town(drawn), across="sectors")

    assert cells_of(table.targeted) == {
        "flickor": {"civil_society": 0, "municipal": 1, "state": 1},
        "unga": {"civil_society": 1, "municipal": 1, "state": 0},
    }
    assert cells_of(table.general) == {
        "flickor": {"civil_society": 1, "municipal": 1, "state": 0},
        "unga": {"civil_society": 0, "municipal": 0, "state": 0},
    }


def test_a_wider_place_reaches_every_place_inside_it_in_general(drawn: Drawn) -> None:
    table = coverage(town(drawn), across="places")

    assert cells_of(table.targeted) == {
        "flickor": {"borlange": 0, "hela": 0, "lextorp": 1},
        "unga": {"borlange": 1, "hela": 1, "lextorp": 0},
    }
    assert cells_of(table.general) == {
        "flickor": {"borlange": 1, "hela": 1, "lextorp": 1},
        "unga": {"borlange": 0, "hela": 0, "lextorp": 1},
    }


def test_holes_are_the_cells_that_nothing_reaches_in_table_order(drawn: Drawn) -> None:
    table = coverage(town(drawn), across="sectors")

    assert table.targeted.loc["unga", "state"] == table.general.loc["unga", "state"] == 0
    assert table.narrower.loc["unga", "state"] == 1  # flickor are unga
    assert table.holes() == ()
    assert coverage(town(drawn), across="places").holes() == ()


def test_a_hole_is_a_cell_where_not_even_a_part_is_reached(drawn: Drawn) -> None:
    dataset = drawn(
        "polisen-x eidar-y",
        actors=[{"id": "polisen", "sector": "state"}, {"id": "eidar", "sector": "municipal"}],
        target_groups=[{"id": "unga"}, {"id": "flickor", "broader_ids": "unga"}, {"id": "aldre"}],
        serves="x-flickor y-aldre y-unga",
    )

    holes = coverage(study(dataset, Selection()), across="sectors").holes()

    assert holes == (("aldre", "state"),)


def test_a_place_of_the_group_s_own_goes_before_that_of_the_initiative(drawn: Drawn) -> None:
    dataset = drawn(
        initiatives=[{"id": "x", "place_ids": "kronogarden"}],
        serves=[
            {"initiative_id": "x", "target_group_id": "unga", "place_ids": "lextorp"},
            {"initiative_id": "x", "target_group_id": "barn"},
        ],
    )

    assert cells_of(coverage(study(dataset, Selection()), across="places").targeted) == {
        "barn": {"kronogarden": 1, "lextorp": 0},
        "unga": {"kronogarden": 0, "lextorp": 1},
    }


def test_groups_that_no_counted_initiative_serves_are_listed_apart(drawn: Drawn) -> None:
    dataset = drawn(
        serves="x-unga y-barn",
        initiatives=[{"id": "y", "status": "ended"}],
        target_groups=[{"id": "aldre"}, {"id": "unga"}],
    )

    assert uncovered_groups(study(dataset, Selection())) == ("aldre", "barn")


def test_an_empty_study_covers_nothing_and_has_no_holes(drawn: Drawn) -> None:
    chosen = study(drawn("a-x", serves="x-unga"), Selection(themes=("ingen",)))

    for across in ("sectors", "places"):
        table = coverage(chosen, across=across)  # type: ignore[arg-type]
        assert table.targeted.shape == table.general.shape == (0, 0)
        assert table.holes() == ()


SERVES = st.lists(
    st.tuples(st.sampled_from("xyz"), st.sampled_from(tuple(INSIDE))), min_size=1, max_size=7, unique=True
)
PLACES = st.fixed_dictionaries({name: st.sets(st.sampled_from(tuple(WITHIN)), max_size=2) for name in "xyz"})
MEMBERS = st.fixed_dictionaries(
    {name: st.sets(st.sampled_from(["state", "business"]), max_size=2) for name in "xyz"}
)


@settings(max_examples=25)
@given(serves=SERVES, places=PLACES, members=MEMBERS)
def test_coverage_agrees_with_a_count_by_hand(
    drawn: Drawn, serves: list[tuple[str, str]], places: dict[str, set[str]], members: dict[str, set[str]]
) -> None:
    dataset = drawn(
        [{"actor_id": sector, "initiative_id": name} for name in "xyz" for sector in sorted(members[name])],
        actors=[{"id": sector, "sector": sector} for sector in ("state", "business")],
        initiatives=[{"id": name, "place_ids": "|".join(sorted(places[name]))} for name in "xyz"],
        places=[{"id": place, "broader_id": over} for place, over in WITHIN.items()],
        target_groups=[{"id": group, "broader_ids": over} for group, over in INSIDE.items()],
        serves=" ".join(map("-".join, serves)),
    )
    wider_group = ancestors(dataset.broader["target_groups"])
    wider_place = ancestors(dataset.broader["places"])

    for across, labels, wider in (
        ("sectors", members, {"state": frozenset(), "business": frozenset()}),
        ("places", places, wider_place),
    ):
        table = coverage(study(dataset, Selection()), across=across)  # type: ignore[arg-type]
        for group in {group for _, group in serves}:
            for label in set().union(*labels.values()):
                targeted = {name for name, served in serves if served == group and label in labels[name]}
                reached = {
                    name
                    for name, served in serves
                    if served in {group, *wider_group[group]} and labels[name] & {label, *wider[label]}
                }
                assert len(targeted) == table.targeted.loc[group, label]
                assert len(reached - targeted) == table.general.loc[group, label]
