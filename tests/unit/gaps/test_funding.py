from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import study
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.gaps.exposed import exposed
from samverkan.gaps.exposure import Exposure
from samverkan.gaps.funding import Drop, FragileTie, FundingCliff, Loss, fragile_ties, funding_cliff
from samverkan.gaps.mask import SETTLED

Drawn = Callable[..., Dataset]

AS_OF = date(2021, 6, 30)


def project(name: str, end: str = "", **cells: str) -> dict[str, str]:
    return {"id": name, "end": end, "permanence": "temporary", **cells}


def grant(name: str, end: str = "", **cells: str) -> dict[str, str]:
    return {"initiative_id": name, "funder_id": "staten", "end": end, **cells}


def cliff_of(dataset: Dataset, selection: Selection | None = None) -> FundingCliff:
    return funding_cliff(study(dataset, selection or Selection()))


def limits(dataset: Dataset) -> list[tuple[Any, ...]]:
    return [
        (limit.initiative, limit.until, limit.is_open, limit.is_partial)
        for limit in cliff_of(dataset).exposures
    ]


def loss_of(dataset: Dataset, day: date, kind: Any, *label: str) -> Loss | None:
    return next((loss for loss in cliff_of(dataset).at(day).labels[kind] if loss.label == label), None)


# What is limited


@pytest.mark.parametrize(
    ("cells", "until", "is_open"),
    [
        ({"end": "2022"}, date(2022, 12, 31), False),
        ({"end": "2022-02", "permanence": "temporary"}, date(2022, 2, 28), False),
        ({"permanence": "temporary"}, None, True),
    ],
    ids=["an end of its own", "temporary with an end", "temporary without an end"],
)
def test_an_initiative_is_limited_by_its_own_row(
    drawn: Drawn, cells: dict[str, str], until: date | None, is_open: bool
) -> None:
    dataset = drawn("ifk-a ifk-b", initiatives=[{"id": "a", **cells}])

    assert cliff_of(dataset).exposures == (Exposure("a", until, is_open, is_own=True, is_partial=False),)


def test_where_only_the_money_is_limited_the_initiative_is_not(drawn: Drawn) -> None:
    dataset = drawn(
        "ifk-a ifk-b", initiatives=[project("a")], funding=[grant("a", "2022"), grant("b", "2022")]
    )

    assert [limit.is_own for limit in cliff_of(dataset).exposures] == [True, False]


@pytest.mark.parametrize("kind", VOCABULARIES["funding_kind"])
def test_all_funding_but_ordinary_is_limited(drawn: Drawn, kind: str) -> None:
    dataset = drawn("ifk-a", funding=[grant("a", "2022", kind=kind)])

    assert [limit.initiative for limit in cliff_of(dataset).exposures] == (
        [] if kind == "ordinary" else ["a"]
    )


def test_the_first_known_limit_counts_and_one_without_a_date_leaves_it_open(drawn: Drawn) -> None:
    dataset = drawn(
        "ifk-a ifk-b",
        initiatives=[{"id": "a", "end": "2024"}],
        funding=[grant("a", "2023"), grant("b", "2022"), grant("b", start="2020")],
    )

    assert limits(dataset) == [
        ("a", date(2023, 12, 31), False, False),
        ("b", date(2022, 12, 31), True, False),
    ]


@pytest.mark.parametrize(
    ("initiative", "rows", "is_partial"),
    [
        ({"permanence": "permanent"}, [grant("a")], True),
        ({}, [grant("a"), grant("a", kind="ordinary", start="2020")], True),
        ({}, [grant("a", scope="part"), grant("a", scope="part", start="2020")], True),
        ({}, [grant("a", scope="part"), grant("a", scope="unknown", start="2020")], False),
        ({}, [grant("a", scope="unknown")], False),
        ({"permanence": "temporary"}, [grant("a", scope="part")], False),
        ({"permanence": "permanent", "end": "2023"}, [grant("a", scope="part")], False),
    ],
)
def test_what_can_go_on_with_less_only_loses_a_part(
    drawn: Drawn, initiative: dict[str, str], rows: list[dict[str, str]], is_partial: bool
) -> None:
    dataset = drawn("ifk-a", initiatives=[{"id": "a", **initiative}], funding=rows)

    assert [limit.is_partial for limit in cliff_of(dataset).exposures] == [is_partial]


def test_ended_and_planned_initiatives_are_not_counted(drawn: Drawn) -> None:
    rows = [project("a", status="ended"), project("b", status="planned"), project("c", end="2020")]

    assert cliff_of(drawn("ifk-a ifk-b ifk-c", initiatives=rows)).exposures == ()


def test_funding_that_is_only_implied_sets_no_limit_where_only_the_stated_counts(drawn: Drawn) -> None:
    dataset = drawn("ifk-a", funding=[grant("a", certainty="inferred")])

    assert len(cliff_of(dataset).exposures) == 1
    assert cliff_of(dataset, Selection(stated_only=True)).exposures == ()


# What is lost by a date


def test_by_a_date_the_known_and_the_unknown_are_lost(drawn: Drawn) -> None:
    dataset = drawn(
        "ifk-a ifk-b ifk-c ifk-d",
        initiatives=[project("a", "2022"), project("b"), project("c", "2023"), {"id": "d"}],
    )
    cliff = cliff_of(dataset)

    whole = [cliff.at(date(year, 12, 31)).whole for year in (2021, 2022, 2023)]
    assert [(loss.known, loss.unknown) for loss in whole] == [
        ((), ("b",)),
        (("a",), ("b",)),
        (("a", "c"), ("b",)),
    ]
    assert [loss.interval for loss in whole] == [(0, 0.25), (0.25, 0.5), (0.5, 0.75)]


def test_the_last_day_itself_is_the_date_of_the_loss(drawn: Drawn) -> None:
    cliff = cliff_of(drawn("ifk-a", initiatives=[project("a", "2022-03-15")]))

    lost = [cliff.at(day).whole.n_known for day in (date(2022, 3, 14), date(2022, 3, 15))]
    assert lost == [0, 1]


def test_every_kind_of_label_has_its_losses(drawn: Drawn) -> None:
    dataset = drawn(
        "ifk-a eidar-a ifk-b",
        initiatives=[project("a", "2022", place_ids="torget")],
        serves="a-unga b-unga",
    )
    losses = cliff_of(dataset).at(date(2022, 12, 31))

    assert {
        kind: [(loss.label, loss.n_known, loss.n) for loss in rows] for kind, rows in losses.labels.items()
    } == {
        "target_group": [(("unga",), 1, 2)],
        "place": [(("torget",), 1, 1)],
        "actor": [(("eidar",), 1, 1), (("ifk",), 1, 2)],
        "pair": [(("eidar", "ifk"), 1, 1)],
    }


@pytest.mark.parametrize(
    ("rows", "loses_last", "may_lose_last"),
    [
        ([project("a", "2022"), project("b", "2022")], True, False),
        ([project("a", "2022"), project("b")], False, True),
        ([project("a", "2022"), project("b", "2024")], False, False),
        ([project("a", "2022"), {"id": "b"}], False, False),
    ],
)
def test_a_label_loses_its_last_link_when_all_are_lost(
    drawn: Drawn, rows: list[dict[str, str]], loses_last: bool, may_lose_last: bool
) -> None:
    loss = loss_of(drawn("ifk-a ifk-b", initiatives=rows), date(2022, 12, 31), "actor", "ifk")

    assert loss is not None
    assert (loss.loses_last, loss.may_lose_last) == (loses_last, may_lose_last)


def test_losing_a_part_is_a_loss_but_never_of_the_last(drawn: Drawn) -> None:
    loss = loss_of(
        drawn("ifk-a", funding=[grant("a", "2022", scope="part")]), date(2022, 12, 31), "actor", "ifk"
    )

    assert loss is not None
    assert (loss.known, loss.partial, loss.loses_last, loss.may_lose_last) == (("a",), ("a",), False, False)


def test_a_label_has_what_is_for_a_part_of_it_too(drawn: Drawn) -> None:
    dataset = drawn(
        "ifk-a ifk-b",
        initiatives=[project("a", "2022", place_ids="torget"), {"id": "b", "place_ids": "kronogarden"}],
        serves="a-flickor b-unga",
        target_groups=[{"id": "flickor", "broader_ids": "unga"}],
        places=[{"id": "torget", "broader_id": "kronogarden"}],
    )
    losses = cliff_of(dataset).at(date(2022, 12, 31)).labels

    assert [(loss.label, loss.n) for loss in losses["target_group"]] == [(("flickor",), 1), (("unga",), 2)]
    assert [(loss.label, loss.n) for loss in losses["place"]] == [(("torget",), 1), (("kronogarden",), 2)]


def test_last_links_come_first_then_those_that_may_be_then_the_largest_share(drawn: Drawn) -> None:
    dataset = drawn(
        "a-last b-open c-half c-stays d-third d-stays d-rest",
        initiatives=[
            project("last", "2022"),
            project("open"),
            project("half", "2022"),
            project("third", "2022"),
        ],
    )

    labels = [loss.label[0] for loss in cliff_of(dataset).at(date(2022, 12, 31)).labels["actor"]]
    assert labels == ["a", "b", "c", "d"]


def test_no_filter_makes_a_link_the_last(drawn: Drawn) -> None:
    dataset = drawn("ifk-a ifk-b", initiatives=[project("a", "2022", theme_ids="trygghet"), {"id": "b"}])
    losses = cliff_of(dataset, Selection(themes=("trygghet",))).at(date(2022, 12, 31))

    assert [(loss.n_known, loss.n) for loss in losses.labels["actor"]] == [(1, 2)]
    assert (losses.whole.n_known, losses.whole.n) == (1, 1)


# Dates


def test_the_largest_drop_is_the_first_coming_date_on_which_most_end(drawn: Drawn) -> None:
    rows = [
        project("a", "2023"),
        project("b", "2022"),
        project("c", "2022"),
        project("d", "2024"),
        project("e", "2024"),
    ]
    cliff = cliff_of(drawn("ifk-a ifk-b ifk-c ifk-d ifk-e", initiatives=rows))

    assert [day.year for day in cliff.dates] == [2022, 2023, 2024]
    assert cliff.largest_drop == Drop(date(2022, 12, 31), ("b", "c"))
    assert cliff.horizon == date(2024, 12, 31)


def test_what_has_passed_already_is_no_drop_ahead(drawn: Drawn) -> None:
    cliff = cliff_of(drawn("ifk-a", funding=[grant("a", "2020")]))

    assert (cliff.dates, cliff.largest_drop, cliff.horizon) == ((date(2020, 12, 31),), None, AS_OF)
    assert cliff.at(AS_OF).whole.known == ("a",)


# Fragile ties


def test_a_pair_that_rests_on_limited_initiatives_only_is_fragile(drawn: Drawn) -> None:
    dataset = drawn(
        "ifk-a eidar-a ifk-b eidar-b ifk-c polisen-c ifk-d polisen-d",
        initiatives=[project("a", "2022"), project("b"), project("c")],
    )

    assert fragile_ties(study(dataset, Selection())) == (FragileTie("eidar", "ifk", ("a", "b")),)


def test_fewer_limited_initiatives_come_first(drawn: Drawn) -> None:
    dataset = drawn("ifk-a eidar-a ifk-b eidar-b ifk-c polisen-c", initiatives=map(project, "abc"))

    ties = fragile_ties(study(dataset, Selection()))
    assert [(tie.actor, tie.other, len(tie.initiatives)) for tie in ties] == [
        ("ifk", "polisen", 1),
        ("eidar", "ifk", 2),
    ]


def test_an_initiative_that_goes_on_with_less_makes_no_pair_fragile(drawn: Drawn) -> None:
    dataset = drawn("ifk-a eidar-a", funding=[grant("a", scope="part")])

    assert fragile_ties(study(dataset, Selection())) == ()


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
def test_an_actor_and_its_own_unit_are_no_pair(drawn: Drawn, level: Level) -> None:
    dataset = drawn("ifk-a hall-a", initiatives=[project("a")], actors=[{"id": "hall", "parent_id": "ifk"}])

    assert fragile_ties(study(dataset, Selection(level=level))) == ()


@pytest.mark.parametrize("status", VOCABULARIES["judgement_status"])
def test_a_pair_that_people_have_settled_is_left_out(drawn: Drawn, status: str) -> None:
    judged = [{"id": "j", "subject_id": "ifk", "object_id": "eidar", "status": status}]
    dataset = drawn("ifk-a eidar-a", initiatives=[project("a")], judgements=judged)

    assert len(fragile_ties(study(dataset, Selection()))) == (status not in SETTLED)


# What is worth a card


def exposed_in(dataset: Dataset) -> list[tuple[str, str, tuple[tuple[str, ...], ...]]]:
    chosen = study(dataset, Selection())
    return [(found.kind, found.standing, found.labels) for found in exposed(chosen, funding_cliff(chosen))]


def test_known_last_links_come_before_unknown_ones_and_before_halves(drawn: Drawn) -> None:
    dataset = drawn(
        "a-known b-open c-known c-half c-stays",
        initiatives=[project("known", "2022"), project("open"), project("half")],
    )

    assert exposed_in(dataset) == [
        ("actor", "last", (("a",),)),
        ("pair", "last", (("a", "c"),)),
        ("actor", "may_be_last", (("b",),)),
        ("actor", "half", (("c",),)),
    ]


def test_one_of_two_limited_is_not_worth_a_card(drawn: Drawn) -> None:
    assert exposed_in(drawn("ifk-a ifk-b", initiatives=[project("a")])) == []


def test_a_place_whose_only_initiatives_lie_in_a_part_is_left_to_the_part(drawn: Drawn) -> None:
    dataset = drawn(
        initiatives=[project("a", place_ids="torget")], places=[{"id": "torget", "broader_id": "kronogarden"}]
    )

    assert exposed_in(dataset) == [("place", "may_be_last", (("torget",),))]


def test_actors_that_hang_on_the_same_initiatives_are_one_finding(drawn: Drawn) -> None:
    dataset = drawn("a-x b-x c-y", initiatives=[project("x"), project("y")])

    assert exposed_in(dataset) == [
        ("actor", "may_be_last", (("a",), ("b",))),
        ("actor", "may_be_last", (("c",),)),
        ("pair", "may_be_last", (("a", "b"),)),
    ]


# Laws


def test_nothing_chosen_loses_nothing(drawn: Drawn) -> None:
    cliff = cliff_of(drawn("ifk-a", initiatives=[project("a", "2022")]), Selection(themes=("ingen",)))
    losses = cliff.at(date(2022, 12, 31))

    assert (cliff.dates, cliff.largest_drop, cliff.horizon) == ((), None, AS_OF)
    assert (losses.whole.n, losses.whole.interval) == (0, (0, 0))
    assert set(losses.labels.values()) == {()}


def test_the_order_of_rows_does_not_matter_and_repeated_evidence_changes_nothing(drawn: Drawn) -> None:
    dataset = drawn(
        "ifk-a eidar-a ifk-b",
        initiatives=[project("a", "2022", place_ids="torget")],
        funding=[grant("b"), grant("b", "2023", start="2020")],
        serves="a-unga b-unga",
    )
    turned = Dataset({name: rows[::-1] for name, rows in dataset.tables.items()})
    repeated = dataset
    for name in ("funding", "participations", "serves"):
        rows = dataset.tables[name]
        repeated = repeated.with_table(name, rows.loc[[*rows.index, *rows.index]])

    expected = cliff_of(dataset).at(date(2022, 12, 31))
    assert expected == cliff_of(turned).at(date(2022, 12, 31)) == cliff_of(repeated).at(date(2022, 12, 31))


NAMES = ("a", "b", "c", "d")
ends = st.sampled_from(("", "2022", "2023"))
kinds = st.sampled_from(("none", "project", "grant"))


@settings(max_examples=60)
@given(
    st.lists(st.tuples(kinds, ends), min_size=4, max_size=4),
    st.sets(st.tuples(st.sampled_from(("ifk", "eidar", "bup")), st.sampled_from(NAMES))),
    st.sampled_from((2021, 2022, 2023)),
)
def test_agrees_with_counting_by_hand(
    drawn: Drawn, given_limits: list[tuple[str, str]], pairs: set[tuple[str, str]], year: int
) -> None:
    limit_of = dict(zip(NAMES, given_limits, strict=True))
    dataset = drawn(
        " ".join(f"{actor}-{name}" for actor, name in pairs),
        initiatives=[
            project(name, end) if kind == "project" else {"id": name}
            for name, (kind, end) in limit_of.items()
        ],
        funding=[grant(name, end) for name, (kind, end) in limit_of.items() if kind == "grant"],
    )
    limited = {name for name, (kind, _) in limit_of.items() if kind != "none"}
    known = {name for name in limited if limit_of[name][1] and int(limit_of[name][1]) <= year}
    unknown = {name for name in limited if not limit_of[name][1]}
    has = {actor: {name for own, name in pairs if own == actor} for actor, _ in pairs}
    has_pair = {(one, two): has[one] & has[two] for one, two in combinations(sorted(has), 2)}
    labels = {**{(actor,): names for actor, names in has.items()}, **has_pair}

    losses = cliff_of(dataset).at(date(year, 12, 31))
    assert {
        loss.label: ({*loss.initiatives}, {*loss.known}, {*loss.unknown})
        for kind in ("actor", "pair")
        for loss in losses.labels[kind]
    } == {
        label: (names, names & known, names & unknown)
        for label, names in labels.items()
        if names & (known | unknown)
    }
    assert {(tie.actor, tie.other) for tie in fragile_ties(study(dataset, Selection()))} == {
        pair for pair, names in has_pair.items() if names and names <= limited
    }
