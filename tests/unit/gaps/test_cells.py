from __future__ import annotations

import itertools
from collections.abc import Callable
from math import comb, prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.gaps.cells import Uncovered, UnservedGroup, uncovered
from samverkan.gaps.chance import chance_of_none
from samverkan.gaps.empty_cells import UncoveredCell
from samverkan.gaps.mask import SETTLED

Drawn = Callable[..., Dataset]

PARENTS_AT_THE_SQUARE = ("foraldrar", "torget", "")


def initiatives(place: str, *names: str, **cells: str) -> list[dict[str, str]]:
    return [{"id": name, "place_ids": place, **cells} for name in names]


def for_group(group: str, *names: str) -> str:
    return " ".join(f"{name}-{group}" for name in names)


def named(prefix: str, n: int) -> list[str]:
    return [f"{prefix}{number}" for number in range(n)]


AT_SQUARE, AT_LEXTORP = named("t", 6), named("l", 6)


def planted(drawn: Drawn, more: Any = (), serves: str = "", **tables: Any) -> Dataset:
    """Six for the young at the square, six for parents in Lextorp; 6 · 6 / 12 = 3 expected across."""
    rows = [*initiatives("torget", *AT_SQUARE), *initiatives("lextorp", *AT_LEXTORP), *more]
    stated = f"{for_group('unga', *AT_SQUARE)} {for_group('foraldrar', *AT_LEXTORP)} {serves}"
    return drawn(tables.pop("ties", ""), **{"initiatives": rows, "serves": stated, **tables})


def found(dataset: Dataset, selection: Selection | None = None) -> Uncovered:
    return uncovered(study(dataset, selection or Selection()))


def cells_of(dataset: Dataset, selection: Selection | None = None) -> list[tuple[str, str, str]]:
    return [cell.cell for cell in found(dataset, selection).cells]


FOUND = [PARENTS_AT_THE_SQUARE, ("unga", "lextorp", "")]


def test_an_empty_field_is_found_with_whoever_has_its_labels(drawn: Drawn) -> None:
    report = found(planted(drawn))

    assert [cell.cell for cell in report.cells] == FOUND
    assert report.cells[0] == UncoveredCell(
        target_group="foraldrar",
        place="torget",
        sector="",
        expected=3.0,
        n=12,
        chance_where_told=pytest.approx(1 / comb(12, 6)),
        with_group=tuple(AT_LEXTORP),
        with_place=tuple(AT_SQUARE),
        with_sector=(),
        general=(),
        akin=(),
        planned=(),
        ended=(),
        undecided=(),
    )
    assert report.cells[0].standing == "gap"


def test_between_one_and_three_expected_it_is_only_possible(drawn: Drawn) -> None:
    report = found(planted(drawn, initiatives("", "x"), "x-aldre"))

    assert [(cell.cell, cell.standing) for cell in report.cells] == [(cell, "possible") for cell in FOUND]
    assert report.cells[0].expected == pytest.approx(36 / 13)


def test_with_less_than_one_expected_it_is_silent(drawn: Drawn) -> None:
    assert cells_of(planted(drawn, initiatives("", *named("x", 25)))) == []


def test_what_chance_empties_often_is_silent(drawn: Drawn) -> None:
    # 1.7 expected of 21, 1.6 of 22.
    likely = [(n, chance_of_none(n, [6, 6])) for n in (21, 22)]
    reports = [cells_of(planted(drawn, initiatives("", *named("x", n - 12)))) for n, _ in likely]

    assert [chance <= 0.1 for _, chance in likely] == [True, False]
    assert reports == [FOUND, []]


def test_one_initiative_is_enough_to_cover_a_field(drawn: Drawn) -> None:
    dataset = planted(drawn, initiatives("torget", "x"), "x-foraldrar")

    assert PARENTS_AT_THE_SQUARE not in cells_of(dataset)


def test_the_place_of_the_group_itself_counts_before_that_of_the_initiative(drawn: Drawn) -> None:
    serves = [
        {"initiative_id": name, "target_group_id": group, "place_ids": ""}
        for group, names in (("unga", AT_SQUARE), ("foraldrar", AT_LEXTORP))
        for name in names
    ]
    elsewhere = {"initiative_id": "x", "target_group_id": "foraldrar", "place_ids": "torget"}
    rows = [*initiatives("torget", *AT_SQUARE), *initiatives("lextorp", *AT_LEXTORP, "x")]
    dataset = drawn(initiatives=rows, serves=[*serves, elsewhere])

    assert PARENTS_AT_THE_SQUARE not in cells_of(dataset)


def test_a_wider_place_of_the_group_does_not_hide_where_the_initiative_is(drawn: Drawn) -> None:
    serves = [
        {"initiative_id": name, "target_group_id": group}
        for group, names in (("unga", AT_SQUARE), ("foraldrar", AT_LEXTORP))
        for name in names
    ]
    for_all_of_it = {"initiative_id": "x", "target_group_id": "foraldrar", "place_ids": "norra"}
    rows = [*initiatives("torget", *AT_SQUARE, "x"), *initiatives("lextorp", *AT_LEXTORP)]
    places = [{"id": "torget", "broader_id": "norra"}]
    dataset = drawn(initiatives=rows, serves=[*serves, for_all_of_it], places=places)

    assert PARENTS_AT_THE_SQUARE not in cells_of(dataset)


# Houses


@pytest.mark.parametrize(
    "who",
    [
        {"actors": [{"id": "x", "name": "Kulturhuset", "kind": "school"}]},
        {"more": [{"id": "x", "name": "kulturhuset", "kind": "venue", "place_ids": "staden"}]},
    ],
)
def test_a_house_is_no_area_and_counts_with_the_area_that_it_lies_in(drawn: Drawn, who: Any) -> None:
    house = {"id": "torget", "name": "Kulturhuset", "broader_id": "norra"}
    report = found(planted(drawn, places=[house, {"id": "norra", "broader_id": "staden"}], **who))

    assert [cell.cell for cell in report.cells] == [("foraldrar", "norra", ""), ("unga", "lextorp", "")]
    assert report.cells[0].with_place == tuple(AT_SQUARE)
    assert report.houses == ("torget",)


def test_an_initiative_of_another_kind_by_the_name_of_its_place_makes_it_no_house(drawn: Drawn) -> None:
    report = found(planted(drawn, [{"id": "x", "name": "Torget", "kind": "project"}]))

    assert PARENTS_AT_THE_SQUARE in [cell.cell for cell in report.cells]
    assert report.houses == ()


# Labels that lie in one another


def test_what_is_for_a_part_of_the_group_or_of_the_place_covers_the_whole(drawn: Drawn) -> None:
    part_of_group = planted(
        drawn,
        initiatives("torget", "x"),
        "x-smabarnsforaldrar",
        target_groups=[{"id": "smabarnsforaldrar", "broader_ids": "foraldrar"}],
    )
    part_of_place = planted(
        drawn,
        initiatives("scenen", "x"),
        "x-foraldrar",
        places=[{"id": "scenen", "broader_id": "torget"}],
    )

    assert PARENTS_AT_THE_SQUARE not in cells_of(part_of_group) + cells_of(part_of_place)


def test_general_coverage_is_named_and_makes_it_weaker(drawn: Drawn) -> None:
    wide_place = planted(
        drawn,
        initiatives("staden", "x"),
        "x-foraldrar",
        places=[{"id": "torget", "broader_id": "staden"}, {"id": "lextorp", "broader_id": "staden"}],
    )
    groups = [{"id": group, "broader_ids": "alla"} for group in ("unga", "foraldrar")]
    wide_group = planted(drawn, initiatives("torget", "x"), "x-alla", target_groups=groups)

    for dataset in (wide_place, wide_group):
        cell = next(cell for cell in found(dataset).cells if cell.cell == PARENTS_AT_THE_SQUARE)
        assert (cell.general, cell.standing) == (("x",), "general")
        assert cells_of(dataset)[-1] == PARENTS_AT_THE_SQUARE


def test_a_part_of_the_group_in_a_wider_place_is_general_coverage_too(drawn: Drawn) -> None:
    dataset = planted(
        drawn,
        initiatives("staden", "x"),
        "x-smabarnsforaldrar",
        places=[{"id": "torget", "broader_id": "staden"}],
        target_groups=[{"id": "smabarnsforaldrar", "broader_ids": "foraldrar"}],
    )

    cell = next(cell for cell in found(dataset).cells if cell.cell == PARENTS_AT_THE_SQUARE)
    assert cell.general == ("x",)


def test_what_is_in_the_place_for_a_near_group_is_told_and_changes_nothing(drawn: Drawn) -> None:
    groups = [
        *({"id": group, "broader_ids": "vuxna"} for group in ("foraldrar", "par")),
        *({"id": group, "broader_ids": "alla"} for group in ("vuxna", "unga", "djur")),
    ]
    rows = [*initiatives("torget", "x", "y"), *initiatives("torget", "z", status="ended")]
    report = found(planted(drawn, rows, "x-par y-djur z-par", target_groups=groups))

    cell = next(cell for cell in report.cells if cell.cell == PARENTS_AT_THE_SQUARE)
    assert (cell.akin, cell.general) == (("x",), ())


def test_of_fields_in_one_another_only_the_widest_is_named(drawn: Drawn) -> None:
    dataset = planted(
        drawn,
        target_groups=[{"id": "foraldrar", "broader_ids": "vuxna"}],
        places=[{"id": "torget", "broader_id": "norra"}, {"id": "norra", "broader_id": "staden"}],
    )

    assert cells_of(dataset) == [("unga", "lextorp", ""), ("vuxna", "norra", "")]


def test_all_of_the_town_and_all_of_the_people_are_not_combined(drawn: Drawn) -> None:
    groups = [{"id": group, "broader_ids": "invanare"} for group in ("unga", "foraldrar")]
    places = [{"id": place, "broader_id": "staden"} for place in ("torget", "lextorp")]
    spread = [{"id": name, "place_ids": "staden"} for name in named("x", 6)]
    dataset = planted(drawn, spread, for_group("djur", *named("x", 6)), target_groups=groups, places=places)

    labels = {label for cell in cells_of(dataset) for label in cell}
    assert labels == {"foraldrar", "unga", "djur", "torget", "lextorp", ""}


def test_places_of_other_municipalities_are_not_combined(drawn: Drawn) -> None:
    dataset = planted(drawn, places=[{"id": "torget", "municipality": "Lilla Edet"}])

    assert cells_of(dataset) == [("unga", "lextorp", "")]


# Sectors


def test_a_sector_without_part_in_a_group_or_in_a_place_is_found(drawn: Drawn) -> None:
    ties = " ".join([*(f"polisen-{name}" for name in AT_SQUARE), *(f"ifk-{name}" for name in AT_LEXTORP)])
    dataset = planted(drawn, ties=ties, actors=[{"id": "polisen", "sector": "state"}])

    assert cells_of(dataset) == [
        ("", "lextorp", "state"),
        ("", "torget", "civil_society"),
        ("foraldrar", "", "state"),
        PARENTS_AT_THE_SQUARE,
        ("unga", "", "civil_society"),
        ("unga", "lextorp", ""),
    ]


def test_who_only_pays_takes_part_enough_for_a_sector_not_to_be_missing(drawn: Drawn) -> None:
    rows = [
        {"actor_id": actor, "initiative_id": name}
        for actor, names in (("polisen", AT_SQUARE), ("ifk", AT_LEXTORP))
        for name in names
    ]
    pays = {"actor_id": "polisen", "initiative_id": "l0", "role": "funder"}
    dataset = planted(drawn, ties=[*rows, pays], actors=[{"id": "polisen", "sector": "state"}])

    assert ("foraldrar", "", "state") not in cells_of(dataset)
    assert ("unga", "", "civil_society") in cells_of(dataset)


def test_the_sector_of_networks_and_collectives_is_not_combined(drawn: Drawn) -> None:
    ties = " ".join([*(f"natet-{name}" for name in AT_SQUARE), *(f"ifk-{name}" for name in AT_LEXTORP)])
    dataset = planted(drawn, ties=ties, actors=[{"id": "natet", "sector": "other"}])

    assert "other" not in {sector for _, _, sector in cells_of(dataset)}


def crossed_in_pairs(drawn: Drawn) -> Dataset:
    """Every two of group, place and sector meet, but never all three."""
    meetings = [
        ("unga", "torget", "ifk"),
        ("unga", "lextorp", "polisen"),
        ("foraldrar", "torget", "polisen"),
        ("foraldrar", "lextorp", "ifk"),
    ]
    rows = [(f"{row}{number}", *labels) for row, labels in enumerate(meetings) for number in range(6)]
    return drawn(
        [{"actor_id": actor, "initiative_id": name} for name, _, _, actor in rows],
        initiatives=[{"id": name, "place_ids": place} for name, _, place, _ in rows],
        serves=" ".join(f"{name}-{group}" for name, group, _, _ in rows),
        actors=[{"id": "polisen", "sector": "state"}],
    )


def test_three_labels_are_found_where_every_two_of_them_meet(drawn: Drawn) -> None:
    report = found(crossed_in_pairs(drawn))

    # 24 · (1/2)³ = 3 expected in each of the eight fields, and four of them are empty.
    assert [cell.cell for cell in report.cells] == [
        ("foraldrar", "lextorp", "state"),
        ("foraldrar", "torget", "civil_society"),
        ("unga", "lextorp", "civil_society"),
        ("unga", "torget", "state"),
    ]
    assert {cell.expected for cell in report.cells} == {3.0}


def test_three_labels_are_not_repeated_where_two_of_them_are_empty(drawn: Drawn) -> None:
    more = named("m", 24)
    dataset = planted(
        drawn,
        ties=" ".join(f"ifk-{name}" for name in AT_SQUARE + AT_LEXTORP + more),
        serves=for_group("x", *more),
    )

    assert [cell for cell in cells_of(dataset) if all(cell)] == []


# What is known beside what is chosen


@pytest.mark.parametrize(
    "selection",
    [
        Selection(themes=("trygghet",)),
        Selection(target_groups=("unga", "foraldrar")),
        Selection(places=("torget", "lextorp")),
        Selection(year_to=2018),
        Selection(stated_only=True),
        Selection(statuses=("ongoing",)),
    ],
)
def test_no_filter_makes_a_field_look_empty(drawn: Drawn, selection: Selection) -> None:
    hidden = {"id": "x", "place_ids": "torget", "start": "2019", "status": "unknown"}
    rows = [
        {"id": name, "place_ids": place, "theme_ids": "trygghet"}
        for place, names in (("torget", AT_SQUARE), ("lextorp", AT_LEXTORP))
        for name in names
    ]
    stated = [
        {"initiative_id": name, "target_group_id": group}
        for group, names in (("unga", AT_SQUARE), ("foraldrar", AT_LEXTORP))
        for name in names
    ]
    implied = {"initiative_id": "x", "target_group_id": "foraldrar", "certainty": "inferred"}

    assert cells_of(drawn(initiatives=rows, serves=stated), selection) == FOUND
    assert PARENTS_AT_THE_SQUARE not in cells_of(
        drawn(initiatives=[*rows, hidden], serves=[*stated, implied]), selection
    )


def test_other_municipalities_cover_nothing_here(drawn: Drawn) -> None:
    away = initiatives("torget", "x", municipality="Ljungby", reference="yes")
    dataset = planted(drawn, away, "x-foraldrar")

    assert PARENTS_AT_THE_SQUARE in cells_of(dataset, Selection(municipalities=("Trollhättan",)))


def test_a_planned_initiative_takes_the_field_off_the_list_and_is_named_apart(drawn: Drawn) -> None:
    report = found(planted(drawn, initiatives("torget", "x", status="planned"), "x-foraldrar"))

    assert [cell.cell for cell in report.cells] == FOUND[1:]
    assert [(cell.cell, cell.planned) for cell in report.planned] == [(PARENTS_AT_THE_SQUARE, ("x",))]


@pytest.mark.parametrize("over", [{"status": "ended"}, {"end": "2020"}])
def test_an_ended_initiative_covers_nothing_and_is_said(drawn: Drawn, over: dict[str, str]) -> None:
    report = found(planted(drawn, initiatives("torget", "x", **over), "x-foraldrar"))

    assert [(cell.cell, cell.ended) for cell in report.cells] == [(FOUND[0], ("x",)), (FOUND[1], ())]


def test_what_is_unknown_is_counted_and_not_taken_for_absent(drawn: Drawn) -> None:
    dataset = planted(drawn, [*initiatives("", "x"), *initiatives("torget", "y")], "x-foraldrar")
    report = found(dataset)

    assert report.cells[0].cell == PARENTS_AT_THE_SQUARE
    assert report.cells[0].undecided == ("x", "y")
    assert (report.without_group, report.without_place) == (("y",), ("x",))
    assert len(report.without_actor) == report.n == 14


def test_a_group_of_which_the_sources_never_say_where_is_missing_nowhere(drawn: Drawn) -> None:
    more = named("x", 12)

    unplaced = planted(drawn, initiatives("", *more), for_group("aldre", *more))
    assert "aldre" not in {group for group, _, _ in cells_of(unplaced)}
    assert [cell.cell for cell in found(unplaced).untold] == [
        ("aldre", "lextorp", ""),
        ("aldre", "torget", ""),
    ]
    assert ("aldre", "torget", "") in cells_of(
        planted(drawn, initiatives("lextorp", *more), for_group("aldre", *more))
    )


def test_an_open_list_of_actors_leaves_a_sector_undecided(drawn: Drawn) -> None:
    ties = " ".join([*(f"polisen-{name}" for name in AT_SQUARE), *(f"ifk-{name}" for name in AT_LEXTORP)])
    rows = [*initiatives("torget", *AT_SQUARE), *initiatives("lextorp", *AT_LEXTORP[1:])]
    open_list = initiatives("lextorp", "l0", actors_complete="no")
    dataset = planted(
        drawn, ties=ties, actors=[{"id": "polisen", "sector": "state"}], initiatives=rows + open_list
    )

    cell = next(cell for cell in found(dataset).cells if cell.cell == ("foraldrar", "", "state"))
    assert cell.undecided == ("l0",)


# Judged


@pytest.mark.parametrize("status", VOCABULARIES["judgement_status"])
def test_a_field_that_people_have_settled_is_left_out_and_counted(drawn: Drawn, status: str) -> None:
    judged = {"id": "j", "kind": "cell", "subject_id": "foraldrar", "object_id": "torget", "status": status}
    report = found(planted(drawn, judgements=[judged]))

    settled = status in SETTLED
    assert [cell.cell for cell in report.cells] == (FOUND[1:] if settled else FOUND)
    assert report.n_settled == settled


def test_a_settled_field_is_left_out_with_every_sector_too(drawn: Drawn) -> None:
    dataset = crossed_in_pairs(drawn)
    judged = drawn(judgements=[{"id": "j", "kind": "cell", "subject_id": "unga", "object_id": "torget"}])
    report = found(dataset.with_table("judgements", judged.tables["judgements"]))

    assert ("unga", "torget", "state") not in [cell.cell for cell in report.cells]
    assert report.n_settled == 1


# Target groups without any initiative


def test_groups_without_an_active_initiative_are_named_with_who_serves_them(drawn: Drawn) -> None:
    rows = [
        {"id": "ung", "place_ids": "torget"},
        {"id": "lek", "theme_ids": "lek"},
        {"id": "snart", "status": "planned"},
        {"id": "forr", "end": "2020"},
        {"id": "borta", "municipality": "Ljungby", "reference": "yes"},
    ]
    dataset = drawn(
        initiatives=rows,
        serves="ung-flickor snart-aldre borta-daglediga borta-aldre forr-daglediga",
        target_groups=[{"id": "flickor", "broader_ids": "unga"}, {"id": "djur"}],
    )

    report = found(dataset, Selection(municipalities=("Trollhättan",), themes=("lek",)))
    assert report.groups == (
        UnservedGroup("aldre", planned=("snart",), ended=(), examples=("borta",)),
        UnservedGroup("daglediga", planned=(), ended=("forr",), examples=("borta",)),
        UnservedGroup("djur", planned=(), ended=(), examples=()),
    )


def test_a_group_without_any_is_named_with_the_nearest_broader_one_that_is_served(drawn: Drawn) -> None:
    groups = [
        {"id": "flickor", "broader_ids": "unga"},
        {"id": "unga", "broader_ids": "alla"},
        {"id": "pojkar", "broader_ids": "unga"},
    ]
    rows = [{"id": "a"}, {"id": "b"}, {"id": "forr", "status": "ended"}]
    dataset = drawn(initiatives=rows, serves="a-alla b-unga forr-unga", target_groups=groups)
    part = drawn(initiatives=rows, serves="a-alla b-pojkar forr-unga", target_groups=groups)

    flickor = found(dataset).groups[0]
    assert (flickor.target_group, flickor.broader, flickor.general) == ("flickor", ("unga",), ("b",))
    # What is for a part of the young reaches no other part.
    assert [(one.broader, one.general) for one in found(part).groups] == [(("alla",), ("a",))]


def test_areas_without_an_active_initiative_are_listed(drawn: Drawn) -> None:
    places = [
        {"id": "torget", "broader_id": "norra"},
        {"id": "hamnen", "broader_id": "norra"},
        {"id": "norra", "broader_id": "staden"},
        {"id": "sodra", "broader_id": "staden"},
        {"id": "huset", "name": "Skolan", "broader_id": "sodra"},
        {"id": "borta", "municipality": "Ljungby"},
    ]
    rows = [*initiatives("torget", "a"), *initiatives("hamnen", "b", status="ended")]
    dataset = drawn(initiatives=rows, places=places, actors=[{"id": "skolan"}])

    assert found(dataset).places == ("hamnen", "sodra")
    assert found(dataset, Selection(themes=("ingen",))).places == ()


def test_only_groups_within_those_chosen_are_named(drawn: Drawn) -> None:
    groups = [
        {"id": "flickor", "broader_ids": "unga"},
        {"id": "pojkar", "broader_ids": "unga"},
        {"id": "djur"},
    ]
    dataset = drawn(initiatives=[{"id": "a"}], serves="a-flickor", target_groups=groups)

    report = found(dataset, Selection(target_groups=("unga",)))
    assert [group.target_group for group in report.groups] == ["pojkar"]


# Laws


def test_nothing_chosen_names_nothing(drawn: Drawn) -> None:
    report = found(planted(drawn), Selection(themes=("ingen",)))

    assert (report.cells, report.planned, report.groups, report.n) == ((), (), (), 0)


def test_a_learning_example_alone_leaves_no_group_unserved(drawn: Drawn) -> None:
    dataset = drawn(
        initiatives=[{"id": "a", "reference": "yes"}], serves="a-unga", target_groups=[{"id": "djur"}]
    )

    assert found(dataset).groups == ()


def test_the_order_of_rows_does_not_matter_and_repeated_evidence_changes_nothing(drawn: Drawn) -> None:
    dataset = planted(drawn, initiatives("torget", "x"), "x-unga")
    turned = Dataset({name: rows[::-1] for name, rows in dataset.tables.items()})
    rows = dataset.tables["serves"]
    repeated = dataset.with_table("serves", rows.loc[[*rows.index, *rows.index]])

    assert found(dataset) == found(turned) == found(repeated)


LABELS = {"g": ("ga", "gb", "gc"), "p": ("pa", "pb", "pc"), "s": ("sa", "sb")}
drawn_label = {axis: st.sampled_from(labels) for axis, labels in LABELS.items()}
drawn_initiatives = st.lists(
    st.tuples(
        st.sets(drawn_label["g"], max_size=2),
        st.sets(drawn_label["p"], max_size=2),
        st.sets(drawn_label["s"]),
    ),
    max_size=24,
)


@settings(max_examples=60)
@given(drawn_initiatives)
def test_agrees_with_counting_by_hand(drawn: Drawn, labels: list[tuple[set[str], ...]]) -> None:
    names = [f"i{number:02}" for number in range(len(labels))]
    sectors = {"sa": "state", "sb": "business"}
    dataset = drawn(
        [
            {"actor_id": s, "initiative_id": name}
            for name, own in zip(names, labels, strict=True)
            for s in own[2]
        ],
        initiatives=[
            {"id": name, "place_ids": "|".join(own[1])} for name, own in zip(names, labels, strict=True)
        ],
        serves=" ".join(f"{name}-{g}" for name, own in zip(names, labels, strict=True) for g in own[0]),
        actors=[{"id": actor, "sector": sector} for actor, sector in sectors.items()],
    )
    assert {cell.cell: cell.expected for cell in found(dataset).cells} == {
        (g, p, sectors.get(s, "")): pytest.approx(e) for (g, p, s), e in by_hand(labels).items()
    }


def by_hand(labels: list[tuple[set[str], ...]]) -> dict[tuple[str, ...], float]:
    """Count every field in plain Python; no label lies in another here."""
    n = len(labels)
    empty: dict[tuple[str, ...], float] = {}
    found = {}
    for cell in sorted(itertools.product(*(("", *names) for names in LABELS.values())), key=all):
        wanted = [(axis, label) for axis, label in enumerate(cell) if label]
        sizes = [sum(label in own[axis] for own in labels) for axis, label in wanted]
        expected = prod(sizes) / n ** (len(sizes) - 1) if n else 0
        if (
            len(wanted) < 2
            or expected < 1
            or any(all(label in own[axis] for axis, label in wanted) for own in labels)
        ):
            continue
        told = [own for own in labels if all(own[axis] for axis, _ in wanted)]
        told_sizes = [sum(label in own[axis] for own in told) for axis, label in wanted]
        is_supported = chance_of_none(len(told), told_sizes) <= 0.5 and chance_of_none(n, sizes) <= 0.1
        if is_supported and not (all(cell) and any(matches(pair, cell) for pair in empty)):
            found[cell] = expected
        if not all(cell):
            empty[cell] = expected
    return found


def matches(pair: tuple[str, ...], cell: tuple[str, ...]) -> bool:
    return all(label in ("", own) for label, own in zip(pair, cell, strict=True))


def test_chance_agrees_with_trying_every_spread() -> None:
    for n, sizes in [(4, (2, 2)), (5, (3, 1)), (5, (2, 3, 4)), (6, (3, 3, 3)), (3, (3, 3)), (4, (0, 2))]:
        ways = [itertools.combinations(range(n), size) for size in sizes]
        spreads = [set.intersection(*map(set, spread)) for spread in itertools.product(*map(list, ways))]

        assert chance_of_none(n, sizes) == pytest.approx(spreads.count(set()) / len(spreads))
