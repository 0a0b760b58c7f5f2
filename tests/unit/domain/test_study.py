from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.levels import actor_at_level
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import Study, newest_date, study
from samverkan.errors import SamverkanError

Drawn = Callable[..., Dataset]


def ties(chosen: Study) -> set[str]:
    network = chosen.network
    return {
        f"{actor}-{initiative}" for actor in network.actors for initiative in network.initiatives_of(actor)
    }


def counted(chosen: Study) -> tuple[str, ...]:
    return chosen.network.initiatives


# What is chosen


def test_nothing_chosen_shows_and_counts_everything(drawn: Drawn) -> None:
    chosen = study(drawn("a-x b-x b-y"), Selection())

    assert ties(chosen) == {"a-x", "b-x", "b-y"}
    assert chosen.initiatives["counted"].tolist() == [True, True]


def test_a_municipality_is_that_of_the_initiative(drawn: Drawn) -> None:
    dataset = drawn("a-x a-y", initiatives=[{"id": "y", "municipality": "Borlänge"}])

    assert ties(study(dataset, Selection(municipalities=("Borlänge",)))) == {"a-y"}


def test_a_sector_keeps_its_actors_and_the_initiatives_that_they_are_in(drawn: Drawn) -> None:
    dataset = drawn("a-x b-x b-y", actors=[{"id": "a", "sector": "state"}], initiatives=[{"id": "z"}])

    chosen = study(dataset, Selection(sectors=("state",)))

    assert (ties(chosen), counted(chosen)) == ({"a-x"}, ("x",))


def test_a_theme_is_any_of_those_in_the_list(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x a-y a-z",
        initiatives=[{"id": "x", "theme_ids": "trygghet|skola"}, {"id": "y", "theme_ids": "skola"}],
    )

    assert counted(study(dataset, Selection(themes=("trygghet", "fritid")))) == ("x",)


def test_a_place_stands_for_everything_inside_it_and_not_for_what_it_lies_in(drawn: Drawn) -> None:
    dataset = drawn(
        initiatives=[{"id": "x", "place_ids": "lextorp"}, {"id": "y", "place_ids": "staden"}, {"id": "z"}],
        places=[{"id": "lextorp", "broader_id": "sodra"}, {"id": "sodra", "broader_id": "staden"}],
    )

    assert counted(study(dataset, Selection(places=("sodra",)))) == ("x",)
    assert counted(study(dataset, Selection(places=("staden",)))) == ("x", "y")


def test_a_place_is_also_where_an_initiative_serves_someone(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x", serves=[{"initiative_id": "x", "target_group_id": "unga", "place_ids": "lextorp|kronogarden"}]
    )

    assert counted(study(dataset, Selection(places=("kronogarden",)))) == ("x",)


def test_a_target_group_stands_for_the_narrower_ones_inside_it(drawn: Drawn) -> None:
    dataset = drawn(
        serves="x-flickor y-alla", target_groups=[{"id": "flickor", "broader_ids": "unga"}, {"id": "alla"}]
    )

    assert counted(study(dataset, Selection(target_groups=("unga",)))) == ("x",)


@pytest.mark.parametrize("role", ["funder", "channel"])
def test_who_only_pays_or_passes_word_on_is_no_member_unless_chosen(drawn: Drawn, role: str) -> None:
    dataset = drawn([{"actor_id": "a", "initiative_id": "x", "role": role}])

    chosen = [ties(study(dataset, selection)) for selection in (Selection(), Selection(roles=(role,)))]

    assert chosen == [set(), {"a-x"}]


@pytest.mark.parametrize("role", ["responsible", "partner", "agreement_party", "participant", "host"])
def test_every_other_role_makes_a_member(drawn: Drawn, role: str) -> None:
    dataset = drawn([{"actor_id": "a", "initiative_id": "x", "role": role}])

    assert ties(study(dataset, Selection())) == {"a-x"}


def test_no_role_chosen_is_any_role(drawn: Drawn) -> None:
    dataset = drawn([{"actor_id": "a", "initiative_id": "x", "role": "funder"}])

    assert ties(study(dataset, Selection(roles=()))) == {"a-x"}


@pytest.mark.parametrize(
    ("year_from", "year_to", "expected"),
    [
        (2020, None, ("new", "undated")),
        (None, 2019, ("old", "undated")),
        (2019, 2020, ("new", "old", "undated")),
        (2025, 2026, ("new", "undated")),
    ],
)
def test_years_leave_out_what_surely_was_not_under_way(
    drawn: Drawn, year_from: int | None, year_to: int | None, expected: tuple[str, ...]
) -> None:
    dataset = drawn(
        initiatives=[
            {"id": "old", "start": "2018", "end": "2019-06", "status": "ended"},
            {"id": "new", "start": "2020-03"},
            {"id": "undated"},
        ]
    )

    assert expected == tuple(
        study(dataset, Selection(year_from=year_from, year_to=year_to)).initiatives.index
    )


def test_stated_only_leaves_out_what_a_source_implies(drawn: Drawn) -> None:
    implied = {"initiative_id": "x", "certainty": "inferred"}
    dataset = drawn(
        [{"actor_id": "a", "initiative_id": "x"}, {"actor_id": "b", **implied}],
        serves=[{"target_group_id": "unga", "place_ids": "torget", **implied}],
        funding=[{"funder_id": "c", **implied}],
    )

    chosen, firm = (study(dataset, Selection(stated_only=only)) for only in (False, True))

    assert (ties(chosen), len(chosen.serves), len(chosen.funding)) == ({"a-x", "b-x"}, 1, 1)
    assert (ties(firm), len(firm.serves), len(firm.funding)) == ({"a-x"}, 0, 0)
    assert counted(study(dataset, Selection(stated_only=True, places=("torget",)))) == ()


def test_filters_work_together(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x b-y",
        actors=[{"id": "a", "sector": "state"}],
        initiatives=[{"id": "x", "theme_ids": "skola"}, {"id": "y", "theme_ids": "skola"}],
    )

    assert ties(study(dataset, Selection(sectors=("state",), themes=("skola",)))) == {"a-x"}
    assert ties(study(dataset, Selection(sectors=("state",), themes=("fritid",)))) == set()


# When


def test_the_day_is_by_default_the_newest_date_among_the_sources_in_use(drawn: Drawn) -> None:
    sources = [
        {"id": "sidan", "published": "2019", "reviewed": "2020-02"},
        {"id": "andra", "reviewed": "2021-06-30"},
        {"id": "oanvand", "reviewed": "2022-01-01"},
    ]
    dataset = drawn([{"actor_id": "a", "initiative_id": "x", "source_id": "andra"}], sources=sources)

    assert study(dataset, Selection()).as_of == date(2021, 6, 30)


def test_the_day_follows_the_chosen_municipalities(drawn: Drawn) -> None:
    dataset = drawn(
        initiatives=[{"id": "x"}, {"id": "y", "municipality": "Borlänge", "source_id": "andra"}],
        sources=[{"id": "sidan", "reviewed": "2020-02"}, {"id": "andra", "reviewed": "2021-06-30"}],
    )

    assert newest_date(dataset, ("Trollhättan",)) == date(2020, 2, 29)


def test_where_the_sources_in_use_have_no_date_any_source_s_date_will_do(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x",
        sources=[{"id": "sidan", "reviewed": ""}, {"id": "andra", "reviewed": "", "published": "2019-04-09"}],
    )

    assert newest_date(dataset) == date(2019, 4, 9)


def test_without_any_date_the_day_must_be_chosen(drawn: Drawn) -> None:
    dataset = drawn("a-x", sources=[{"id": "sidan", "reviewed": ""}])

    with pytest.raises(SamverkanError) as caught:
        study(dataset, Selection())

    assert caught.value.code == "no_date"
    assert study(dataset, Selection(as_of=date(2021, 1, 1))).as_of == date(2021, 1, 1)


def test_statuses_are_read_on_the_day_chosen(drawn: Drawn) -> None:
    dataset = drawn("a-x", initiatives=[{"id": "x", "start": "2019", "end": "2020"}])
    days = (date(2018, 12, 31), date(2019, 1, 1), date(2021, 1, 1))

    now = [study(dataset, Selection(as_of=day)).initiatives.loc["x", "status_now"] for day in days]

    assert now == ["planned", "ongoing", "ended"]


# What is counted


def test_a_planned_initiative_whose_start_has_passed_counts_only_where_that_is_chosen(drawn: Drawn) -> None:
    links = [
        {"actor_id": "a", "initiative_id": "x", "status": "planned"},
        {"actor_id": "b", "initiative_id": "x"},
    ]
    dataset = drawn(links, initiatives=[{"id": "x", "status": "planned", "start": "2020"}])

    assert study(dataset, Selection()).initiatives.loc["x", "status_now"] == "overdue"
    assert ties(study(dataset, Selection(statuses=("ongoing", "unknown", "planned", "ended")))) == set()
    # A part that is planned without a date was to begin with its initiative.
    assert ties(study(dataset, Selection(statuses=("overdue",)))) == {"a-x", "b-x"}


@pytest.mark.parametrize("status", ["ended", "planned"])
def test_what_has_ended_or_is_only_planned_is_shown_but_not_counted(drawn: Drawn, status: str) -> None:
    chosen = study(drawn("a-x b-x", initiatives=[{"id": "x", "status": status}]), Selection())

    assert (chosen.network.n_actors, chosen.network.n_initiatives) == (0, 0)
    assert chosen.shown.actors == ("a", "b")
    assert chosen.initiatives["counted"].tolist() == [False]
    assert chosen.participations["counted"].tolist() == [False, False]


@pytest.mark.parametrize("status", ["ongoing", "unknown", "planned", "ended"])
def test_a_status_that_is_chosen_is_counted_with_its_links(drawn: Drawn, status: str) -> None:
    dataset = drawn("a-x", initiatives=[{"id": "x", "status": status}])

    assert ties(study(dataset, Selection(statuses=(status,)))) == {"a-x"}


def test_no_status_chosen_is_any_status(drawn: Drawn) -> None:
    dataset = drawn(
        [{"actor_id": "a", "initiative_id": "x", "status": "planned"}],
        initiatives=[{"id": "x", "status": "ended"}, {"id": "y", "status": "planned"}],
    )

    chosen = study(dataset, Selection(statuses=()))

    assert (ties(chosen), counted(chosen)) == ({"a-x"}, ("x", "y"))


@pytest.mark.parametrize(
    "link", [{"status": "ended"}, {"status": "planned"}, {"end": "2020"}, {"start": "2022"}]
)
def test_a_link_that_is_over_or_yet_to_come_is_shown_but_not_counted(
    drawn: Drawn, link: dict[str, str]
) -> None:
    dataset = drawn(
        [{"actor_id": "a", "initiative_id": "x", **link}, {"actor_id": "b", "initiative_id": "x"}]
    )

    chosen = study(dataset, Selection())

    assert (ties(chosen), chosen.shown.actors) == ({"b-x"}, ("a", "b"))


def test_a_counted_initiative_without_a_member_is_in_the_network(drawn: Drawn) -> None:
    assert counted(study(drawn(initiatives=[{"id": "x"}]), Selection())) == ("x",)


def test_several_pieces_of_evidence_make_one_tie(drawn: Drawn) -> None:
    link = {"actor_id": "a", "initiative_id": "x"}
    chosen = study(
        drawn([{**link, "lines": "1"}, {**link, "lines": "2"}, {**link, "role": "host"}]), Selection()
    )

    assert (chosen.network.n_ties, len(chosen.participations)) == (1, 3)


def test_an_empty_result_is_a_study_with_an_empty_network(drawn: Drawn) -> None:
    chosen = study(drawn("a-x", serves="x-unga"), Selection(themes=("ingen",)))

    assert (chosen.network.n_actors, chosen.network.n_initiatives) == (0, 0)
    assert chosen.target_groups.labels == chosen.places.labels == chosen.cells.labels == ()
    assert chosen.initiative_sectors.labels == ()
    assert chosen.shown.n_actors == len(chosen.participations) == len(chosen.funding) == 0
    assert chosen.internal == {}


def test_an_empty_data_set_gives_an_empty_study() -> None:
    chosen = study(Dataset({}), Selection(level="municipality", as_of=date(2021, 1, 1)))

    assert (chosen.network.n_actors, chosen.network.n_initiatives, chosen.internal) == (0, 0, {})


# Rolled up


def municipality(drawn: Drawn) -> Dataset:
    return drawn(
        "kff-x bibliotek-x bibliotek-y fritidsgard-y fritidsgard-z staden-z eidar-x eidar-y",
        actors=[
            {"id": "staden", "kind": "municipality"},
            {"id": "kff", "kind": "department", "parent_id": "staden"},
            {"id": "bibliotek", "parent_id": "kff"},
            {"id": "fritidsgard", "parent_id": "kff"},
        ],
    )


@pytest.mark.parametrize(
    ("level", "expected", "internal"),
    [
        (
            "unit",
            {
                *("kff-x", "bibliotek-x", "bibliotek-y", "fritidsgard-y"),
                *("fritidsgard-z", "staden-z", "eidar-x", "eidar-y"),
            },
            {"kff": 0, "bibliotek": 0, "fritidsgard": 0, "staden": 0, "eidar": 0},
        ),
        (
            "department",
            {"kff-x", "kff-y", "kff-z", "staden-z", "eidar-x", "eidar-y"},
            {"kff": 2, "staden": 0, "eidar": 0},
        ),
        (
            "municipality",
            {"staden-x", "staden-y", "staden-z", "eidar-x", "eidar-y"},
            {"staden": 3, "eidar": 0},
        ),
    ],
)
def test_a_roll_up_counts_collaboration_inside_an_organisation_apart(
    drawn: Drawn, level: Level, expected: set[str], internal: dict[str, int]
) -> None:
    chosen = study(municipality(drawn), Selection(level=level))

    assert (expected, internal) == (ties(chosen), chosen.internal)


def test_a_roll_up_remembers_who_it_was(drawn: Drawn) -> None:
    links = study(municipality(drawn), Selection(level="municipality")).participations

    expected = ["kff", "bibliotek", "bibliotek", "fritidsgard", "fritidsgard", "staden", "eidar", "eidar"]
    assert expected == links["unit_id"].tolist()


def test_two_names_of_one_actor_are_no_collaboration_inside_it(drawn: Drawn) -> None:
    dataset = drawn("faltarna-x faltenheten-x", actors=[{"id": "faltenheten", "merged_into": "faltarna"}])

    chosen = study(dataset, Selection())

    assert (ties(chosen), chosen.internal) == ({"faltarna-x"}, {"faltarna": 0})


def test_a_link_that_is_not_counted_is_no_collaboration_inside(drawn: Drawn) -> None:
    dataset = drawn(
        [
            {"actor_id": "kff", "initiative_id": "x"},
            {"actor_id": "bibliotek", "initiative_id": "x", "status": "planned"},
        ],
        actors=[{"id": "bibliotek", "parent_id": "kff"}, {"id": "kff", "kind": "department"}],
    )

    assert study(dataset, Selection(level="department")).internal == {"kff": 0}


def test_a_sector_is_that_of_the_unit_not_of_whom_it_is_rolled_up_to(drawn: Drawn) -> None:
    dataset = drawn(
        "skola-x kff-y", actors=[{"id": "skola", "sector": "state", "parent_id": "kff"}, {"id": "kff"}]
    )

    chosen = study(dataset, Selection(level="department", sectors=("state",)))

    assert ties(chosen) == {"kff-x"}
    assert chosen.initiative_sectors.labels == ("state",)


ACTORS = ("a", "b", "c", "d", "e")


@settings(max_examples=25)
@given(
    pairs=st.lists(st.tuples(st.sampled_from(ACTORS), st.sampled_from("xyz")), min_size=1, max_size=12),
    parents=st.fixed_dictionaries({actor: st.sampled_from(("", *ACTORS)) for actor in ACTORS}),
    level=st.sampled_from(["unit", "department", "municipality"]),
)
def test_a_roll_up_is_the_quotient_of_the_network(
    drawn: Drawn, pairs: list[tuple[str, str]], parents: dict[str, str], level: Level
) -> None:
    actors = [{"id": actor, "parent_id": parents[actor]} for actor in ACTORS]
    links = [{"actor_id": actor, "initiative_id": initiative} for actor, initiative in dict.fromkeys(pairs)]
    dataset = drawn(links, actors=[{**actors[0], "kind": "municipality"}, *actors[1:]])

    chosen = study(dataset, Selection(level=level))

    speaks_for = actor_at_level(dataset, level)
    units = {
        (over, initiative): {
            actor for actor, joined in pairs if (speaks_for[actor], joined) == (over, initiative)
        }
        for over, initiative in {(speaks_for[actor], initiative) for actor, initiative in pairs}
    }
    assert {f"{over}-{initiative}" for over, initiative in units} == ties(chosen)
    assert {
        over: sum(len(members) > 1 for (one, _), members in units.items() if one == over) for over, _ in units
    } == chosen.internal


# Labels


def test_cells_take_the_place_of_the_group_before_that_of_the_initiative(drawn: Drawn) -> None:
    dataset = drawn(
        initiatives=[{"id": "x", "place_ids": "hela|torget"}, {"id": "y"}],
        serves=[
            {"initiative_id": "x", "target_group_id": "unga", "place_ids": "lextorp"},
            {"initiative_id": "x", "target_group_id": "barn"},
            {"initiative_id": "y", "target_group_id": "barn"},
        ],
    )

    expected = {("unga", "lextorp"): 1, ("barn", "hela"): 1, ("barn", "torget"): 1}
    assert expected == study(dataset, Selection()).cells.n_initiatives_with


def test_a_wider_place_of_the_group_leaves_where_the_initiative_is(drawn: Drawn) -> None:
    dataset = drawn(
        initiatives=[{"id": "huset", "place_ids": "torget|hamnen"}],
        serves=[{"initiative_id": "huset", "target_group_id": "unga", "place_ids": "norra"}],
        places=[{"id": "torget", "broader_id": "norra"}, {"id": "hamnen"}],
    )

    assert set(study(dataset, Selection()).cells.labels) == {("unga", "norra"), ("unga", "torget")}


def test_places_are_those_of_the_initiative_and_of_whom_it_serves(drawn: Drawn) -> None:
    dataset = drawn(
        initiatives=[{"id": "x", "place_ids": "hela"}, {"id": "y", "place_ids": "hela"}],
        serves=[{"initiative_id": "x", "target_group_id": "unga", "place_ids": "lextorp"}],
    )

    assert study(dataset, Selection()).places.n_initiatives_with == {"hela": 2, "lextorp": 1}


def test_labels_count_an_initiative_once_however_often_it_is_said(drawn: Drawn) -> None:
    serves = [{"initiative_id": "x", "target_group_id": "unga", "lines": line} for line in "12"]

    assert study(drawn(serves=serves), Selection()).target_groups.n_initiatives_with == {"unga": 1}


def test_labels_leave_out_what_is_not_counted(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x", initiatives=[{"id": "x", "status": "ended", "place_ids": "torget"}], serves="x-unga"
    )

    chosen = study(dataset, Selection())

    assert chosen.target_groups.labels == chosen.places.labels == chosen.initiative_sectors.labels == ()


def test_an_initiative_has_the_sectors_of_its_counted_members(drawn: Drawn) -> None:
    dataset = drawn(
        [
            {"actor_id": "a", "initiative_id": "x"},
            {"actor_id": "b", "initiative_id": "x", "role": "funder"},
            {"actor_id": "c", "initiative_id": "x", "status": "ended"},
        ],
        actors=[{"id": "b", "sector": "state"}, {"id": "c", "sector": "business"}],
    )

    assert study(dataset, Selection()).initiative_sectors.n_initiatives_with == {"civil_society": 1}


def test_all_participations_are_those_of_the_tables_whatever_is_chosen_and_of_units(drawn: Drawn) -> None:
    dataset = drawn(
        [
            {"actor_id": "hall", "initiative_id": "torget"},
            {"actor_id": "delmos", "initiative_id": "torget", "role": "funder"},
            {"actor_id": "eidar", "initiative_id": "gatan", "certainty": "inferred"},
        ],
        actors=[{"id": "hall", "parent_id": "kff"}],
        initiatives=[{"id": "gatan", "status": "ended", "municipality": "Borlänge"}],
    )
    chosen = study(
        dataset, Selection(level="department", municipalities=("Trollhättan",), sectors=("state",))
    )

    rows = chosen.all_participations

    assert set(zip(rows["actor_id"], rows["initiative_id"], rows["status_now"], strict=True)) == {
        ("hall", "torget", "ongoing"),
        ("delmos", "torget", "ongoing"),
        ("eidar", "gatan", "ended"),
    }
