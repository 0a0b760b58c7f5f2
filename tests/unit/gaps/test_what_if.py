from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.analysis.centrality import measures
from samverkan.analysis.cohesion import cohesion
from samverkan.analysis.stability import dropped_networks
from samverkan.domain.dataset import Dataset
from samverkan.domain.scenario import (
    AddActor,
    AddInitiative,
    AddParticipation,
    Edit,
    EndFunding,
    RemoveActor,
    RemoveInitiative,
    RemoveParticipation,
    Scenario,
)
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import Study, study
from samverkan.domain.vocabulary import MEASURES
from samverkan.gaps.what_if import (
    Change,
    Comparison,
    GapChange,
    Noise,
    Shift,
    changed,
    measure_table,
    noise_of,
    scenario_study,
    side_by_side,
    summary_table,
    what_if,
)

Drawn = Callable[..., Dataset]

TIES = "eidar-torget ifk-torget polisen-torget polisen-samtal kyrkan-samtal kyrkan-kafeet hallen-klubben"


@pytest.fixture(scope="module")
def town(drawn: Drawn) -> Study:
    """A square of three, talks that tie the church to it, and a club on its own."""
    dataset = drawn(
        TIES,
        actors=[{"id": "hallen", "parent_id": "kff"}],
        initiatives=[
            {"id": "torget", "place_ids": "lextorp"},
            {"id": "samtal", "place_ids": "lextorp"},
            {"id": "kafeet", "place_ids": "centrum"},
        ],
        serves="torget-unga samtal-unga kafeet-aldre klubben-barn",
        funding="kafeet-delmos",
    )
    return study(dataset, Selection())


@pytest.fixture(scope="module")
def noise(town: Study) -> Noise:
    return noise_of(town)


def compared(before: Study, *edits: Edit, noise: Noise | None = None) -> Comparison:
    return what_if(before, scenario_study(before, Scenario("", edits)), noise=noise)


def of_actor(comparison: Comparison, measure: str) -> dict[str, tuple[float, float]]:
    return {
        item.actor: (item.change.before, item.change.after)
        for item in comparison.measures
        if item.measure == measure
    }


def moved(comparison: Comparison) -> dict[str, Shift]:
    return {kind: shift for kind, shift in comparison.shifts.items() if shift.lost or shift.gained}


# The study of a scenario


def test_a_scenario_is_studied_with_the_same_choices_on_the_same_day(drawn: Drawn) -> None:
    dataset = drawn(
        [
            {"actor_id": "eidar", "initiative_id": "ny", "source_id": "senare"},
            {"actor_id": "ifk", "initiative_id": "torget"},
        ],
        initiatives=[{"id": "ny", "source_id": "senare"}],
        sources=[{"id": "sidan"}, {"id": "senare", "reviewed": "2022-02-02"}],
    )
    before = study(dataset, Selection(level="department", stated_only=True))

    after = scenario_study(
        before, Scenario("", (RemoveInitiative("ny"), AddParticipation("eidar", "torget")))
    )

    # Without the new initiative its page is no longer among the sources.
    assert (date(2022, 2, 2), "department") == (after.as_of, after.selection.level)
    assert after.network.participants("torget") == ("eidar", "ifk")


# What differs


def test_nothing_differs_between_a_study_and_itself(town: Study, noise: Noise) -> None:
    found = what_if(town, town, noise=noise)

    assert found.measures == ()
    assert {change.difference for change in found.summary.values()} == {0}
    assert moved(found) == {}


def test_an_edit_and_its_opposite_make_no_difference(town: Study, noise: Noise) -> None:
    edits = (AddParticipation("eidar", "kafeet"), RemoveParticipation("eidar", "kafeet"))

    assert what_if(town, town, noise=noise) == compared(town, *edits, noise=noise)


def test_a_new_part_is_counted_for_whom_it_touches(town: Study, noise: Noise) -> None:
    found = compared(town, AddParticipation("eidar", "kafeet"), noise=noise)

    assert of_actor(found, "initiatives") == {"eidar": (1, 2)}
    assert of_actor(found, "partners") == {"eidar": (2, 3), "kyrkan": (1, 2)}
    assert found.summary["n_ties"].difference == 1
    assert moved(found) == {
        "pairs": Shift((), (("eidar", "kyrkan"),)),
        "key_actors": Shift((("polisen",),), ()),
    }


def test_every_number_is_that_of_the_two_networks(town: Study, noise: Noise) -> None:
    after = scenario_study(town, Scenario("", (RemoveActor("polisen"), AddParticipation("hallen", "torget"))))

    found = what_if(town, after, noise=noise)

    had, has = measures(town.network), measures(after.network)
    expected = {
        (measure, actor): (
            float(had[measure].get(actor, 0)),
            float(has[measure].get(actor, 0)),
        )
        for measure in MEASURES
        for actor in {*had.index, *has.index}
        if measure != "eigenvector" or actor not in found.regrouped
    }
    assert {key: pair for key, pair in expected.items() if abs(pair[0] - pair[1]) > 1e-9} == {
        (item.measure, item.actor): (item.change.before, item.change.after) for item in found.measures
    }
    for name, change in found.summary.items():
        assert (getattr(cohesion(town.network), name), getattr(cohesion(after.network), name)) == (
            change.before,
            change.after,
        )


def test_the_eigenvector_is_left_out_for_those_whose_part_breaks_off(town: Study, noise: Noise) -> None:
    found = compared(town, RemoveActor("polisen"), noise=noise)

    assert found.regrouped == ("eidar", "ifk", "kyrkan")
    # Who goes has none afterwards, and that is no jump.
    assert set(of_actor(found, "eigenvector")) == {"polisen"}
    assert set(measure_table([found], "eigenvector").index) == {"polisen"}


@pytest.mark.parametrize(
    "edit",
    [AddParticipation("eidar", "samtal"), RemoveActor("eidar"), RemoveInitiative("kafeet")],
    ids=["a new part", "one who leaves", "an initiative less"],
)
def test_who_hangs_together_as_before_has_its_eigenvector_compared(
    town: Study, noise: Noise, edit: Edit
) -> None:
    assert compared(town, edit, noise=noise).regrouped == ()


def test_parts_that_grow_together_are_regrouped_on_both_sides(town: Study, noise: Noise) -> None:
    found = compared(town, AddParticipation("hallen", "kafeet"), noise=noise)

    assert found.regrouped == ("eidar", "hallen", "ifk", "kyrkan", "polisen")


def test_beside_a_scenario_that_regroups_an_eigenvector_is_not_said_to_stay(
    town: Study, noise: Noise
) -> None:
    afters = [
        scenario_study(town, Scenario("", (edit,)))
        for edit in (RemoveActor("polisen"), AddParticipation("eidar", "samtal"))
    ]
    table = measure_table(side_by_side(town, afters, noise=noise), "eigenvector")

    assert {"eidar", "ifk", "kyrkan"}.isdisjoint(table.index)


def test_the_largest_difference_comes_first_in_each_measure(town: Study, noise: Noise) -> None:
    found = compared(town, RemoveActor("polisen"), noise=noise).measures

    order = [
        (MEASURES.index(item.measure), -round(abs(item.change.difference), 12), item.actor) for item in found
    ]
    assert order == sorted(order)
    assert len({item.measure for item in found}) == len(MEASURES)


def test_what_an_actor_leaves_behind_is_told(town: Study, noise: Noise) -> None:
    found = compared(town, RemoveActor("hallen"), noise=noise)

    assert moved(found) == {
        "actors": Shift((("hallen",),), ()),
        "without_actor": Shift((), (("klubben",),)),
        "carried_target_groups": Shift((("barn",),), ()),
    }


def test_what_an_initiative_leaves_behind_is_told(town: Study, noise: Noise) -> None:
    found = compared(town, EndFunding("kafeet"), noise=noise)

    assert moved(found) == {
        "initiatives": Shift((("kafeet",),), ()),
        "target_groups": Shift((("aldre",),), ()),
        "carried_target_groups": Shift((("aldre",),), ()),
        "places": Shift((("centrum",),), ()),
        "carried_places": Shift((("centrum",),), ()),
        "cells": Shift((("aldre", "centrum"),), ()),
        "carried_cells": Shift((("aldre", "centrum"),), ()),
    }


def test_what_a_new_initiative_brings_is_told(town: Study, noise: Noise) -> None:
    found = compared(
        town,
        AddActor("kupan", "Kupan", "association"),
        AddInitiative("sprak", "Språk", ("barn",), ("lextorp",)),
        AddParticipation("kupan", "sprak"),
        noise=noise,
    )

    assert moved(found) == {
        "actors": Shift((), (("kupan",),)),
        "initiatives": Shift((), (("sprak",),)),
        "cells": Shift((), (("barn", "lextorp"),)),
        "carried_cells": Shift((), (("barn", "lextorp"),)),
    }


def test_who_cuts_others_off_is_told(town: Study, noise: Noise) -> None:
    found = compared(town, AddParticipation("kyrkan", "torget"), noise=noise)

    # Only the police tied the church to the square.
    assert Shift((("polisen",),), ()) == found.shifts["key_actors"]


def test_pairs_that_meet_elsewhere_too_lose_nothing(drawn: Drawn) -> None:
    before = study(
        drawn("eidar-torget ifk-torget eidar-samtal ifk-samtal ifk-klubben kyrkan-klubben"), Selection()
    )

    found = compared(before, RemoveInitiative("torget"), RemoveInitiative("klubben"))

    assert Shift((("ifk", "kyrkan"),), ()) == found.shifts["pairs"]


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
def test_a_department_takes_its_units_along_at_every_level(town: Study, level: Level) -> None:
    before = study(town.dataset, Selection(level=level))

    found = compared(before, RemoveActor("kff"))

    gone = "hallen" if level == "unit" else "kff"
    assert ((gone,),) == found.shifts["actors"].lost


def test_the_order_of_rows_does_not_matter(town: Study) -> None:
    turned = study(Dataset({name: rows[::-1] for name, rows in town.dataset.tables.items()}), Selection())
    edits = (RemoveActor("polisen"), AddParticipation("eidar", "kafeet"))

    assert compared(turned, *edits) == compared(town, *edits)


def test_an_empty_study_may_gain_all(drawn: Drawn) -> None:
    before = study(drawn("", actors=[{"id": "eidar"}]), Selection())

    found = compared(before, AddInitiative("fest", "Fest"), AddParticipation("eidar", "fest"))

    assert of_actor(found, "initiatives") == {"eidar": (0, 1)}
    assert moved(found) == {"actors": Shift((), (("eidar",),)), "initiatives": Shift((), (("fest",),))}


# What a few missed links can do


@pytest.mark.parametrize(
    ("after", "within"),
    [(3.0, True), (7.0, True), (2.9, False), (7.1, False), (5.0, True), (3 - 1e-12, True)],
)
def test_a_difference_inside_the_range_is_within_the_noise(after: float, within: bool) -> None:
    change = Change(5.0, after, 3.0, 7.0)

    assert within == change.within_noise
    assert after - 5 == change.difference


def test_the_range_reaches_as_far_up_as_links_dropped_reach_down(town: Study, noise: Noise) -> None:
    found = compared(town, RemoveActor("polisen"), AddParticipation("eidar", "samtal"), noise=noise)
    runs = [measures(network) for network in dropped_networks(town.network)]

    assert found.measures
    for item in found.measures:
        if item.actor in town.network.actors:
            before = item.change.before
            values = sorted(float(run.loc[item.actor, item.measure]) for run in runs)
            # The 10th percentile of twenty lies nine tenths of the way from the second to the third.
            low = values[1] + 0.9 * (values[2] - values[1])
            high = values[17] + 0.1 * (values[18] - values[17])
            reach = max(abs(before - low), abs(high - before))
            expected = (max(before - reach, 0), before + reach)
            assert pytest.approx(expected) == (item.change.low, item.change.high)


def test_what_no_dropped_link_can_change_has_no_noise(town: Study, noise: Noise) -> None:
    found = compared(town, RemoveInitiative("kafeet"), noise=noise)

    assert Change(4, 3, 4, 4) == found.summary["n_initiatives"]
    assert not found.summary["n_initiatives"].within_noise


def test_a_newcomer_has_no_noise(town: Study, noise: Noise) -> None:
    found = compared(
        town, AddActor("kupan", "Kupan", "association"), AddParticipation("kupan", "torget"), noise=noise
    )

    own = [item.change for item in found.measures if (item.actor, item.measure) == ("kupan", "initiatives")]
    assert own == [Change(0, 1, 0, 0)]


def test_noise_at_hand_gives_the_same_as_noise_made_anew(town: Study, noise: Noise) -> None:
    assert compared(town, RemoveActor("polisen")) == compared(town, RemoveActor("polisen"), noise=noise)


# Side by side


def test_two_scenarios_stand_side_by_side_against_the_same_base(town: Study, noise: Noise) -> None:
    afters = [
        scenario_study(town, Scenario("", (edit,)))
        for edit in (RemoveActor("polisen"), AddParticipation("eidar", "samtal"))
    ]

    found = side_by_side(town, afters, noise=noise)

    assert tuple(what_if(town, after, noise=noise) for after in afters) == found
    table = summary_table(found)
    assert list(table.columns) == ["before", "low", "high", "after_1", "within_1", "after_2", "within_2"]
    assert table.loc["n_ties", ["before", "after_1", "after_2"]].tolist() == [7, 5, 8]


def test_a_measure_stands_side_by_side_for_whom_any_scenario_changes(town: Study, noise: Noise) -> None:
    afters = [
        scenario_study(town, Scenario("", edits))
        for edits in (
            (RemoveActor("polisen"),),
            (AddParticipation("eidar", "samtal"), AddParticipation("polisen", "kafeet")),
        )
    ]

    table = measure_table(side_by_side(town, afters, noise=noise), "initiatives")

    assert table[["before", "after_1", "after_2"]].to_dict("index") == {
        "polisen": {"before": 2, "after_1": 0, "after_2": 3},
        "eidar": {"before": 1, "after_1": 1, "after_2": 2},
    }
    assert table.loc["eidar", "within_1"]


def test_without_scenarios_the_tables_are_empty() -> None:
    assert summary_table(()).empty
    assert measure_table((), "partners").empty


# Gaps


def test_gaps_are_closed_new_or_kept() -> None:
    found = changed({"seat": ["b", "a", "c"], "cell": ["x"]}, {"seat": {"c", "d"}, "broker": ("y",)})

    assert found == {
        "seat": GapChange(("a", "b"), ("d",), 1),
        "cell": GapChange(("x",), (), 0),
        "broker": GapChange((), ("y",), 0),
    }
    assert list(found) == ["seat", "cell", "broker"]


@given(st.sets(st.text()), st.sets(st.text()))
def test_nothing_is_both_closed_and_new(before: set[str], after: set[str]) -> None:
    found = changed({"seat": before}, {"seat": after})["seat"]

    assert len(found.closed) + found.n_kept == len(before)
    assert len(found.opened) + found.n_kept == len(after)
    assert set(found.closed).isdisjoint(found.opened)
