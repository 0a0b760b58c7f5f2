from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import fsum
from typing import Any

import numpy as np
import pandas as pd
import pytest

from samverkan.domain.dataset import Dataset, split_list
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import Study, study
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.gaps.backtest import Backtest, RankBand, Share
from samverkan.gaps.mask import SETTLED
from samverkan.gaps.seat_mask import JOINT_BY_NATURE, own_work, seats_to_fill
from samverkan.gaps.seats import MissingSeats, SeatGap, missing_seats
from samverkan.workflows import home_selection, open_package

Drawn = Callable[..., Dataset]


@pytest.fixture(name="drawn")
def networks_drawn(drawn: Drawn) -> Drawn:
    """Return the builder of data sets where every initiative is open to more: a network, unless it says."""

    def build(participations: Any = "", *, initiatives: Any = (), **tables: Any) -> Dataset:
        dataset = drawn(participations, initiatives=initiatives, **tables)
        said = {row["id"] for row in initiatives if "kind" in row}
        rows = dataset.tables["initiatives"]
        kinds = rows["kind"].where(rows["id"].isin(said), "network")
        return dataset.with_table("initiatives", rows.assign(kind=kinds))

    return build


TIES = "polisen-sig falt-sig polisen-torg falt-torg falt-kvall kyrkan-kor"
"""The police meet the field workers twice; these have an evening of their own."""
FOUND = [("polisen", "kvall")]

TRUSTED = Backtest(Share(300, 400), Share(100, 400), Share(50, 400), (RankBand(1, 5, Share(200, 400)),))
"""A test that was passed, since so few ties cannot be tested."""


def seats_of(dataset: Dataset, selection: Selection | None = None, **options: Any) -> list[tuple[str, str]]:
    found = missing_seats(study(dataset, selection or Selection()), **{"tested": TRUSTED, **options})
    return [(gap.actor, gap.initiative) for gap in found.gaps]


def test_who_meets_a_member_elsewhere_is_suggested(drawn: Drawn) -> None:
    assert seats_of(drawn(TIES)) == FOUND


def test_a_suggestion_names_partner_and_initiatives(drawn: Drawn) -> None:
    (gap,) = missing_seats(study(drawn(TIES), Selection()), tested=TRUSTED).gaps

    assert [(shared.partner, shared.initiatives) for shared in gap.partners] == [("falt", ("sig", "torg"))]
    assert (gap.n_initiatives, gap.n_members, gap.rank, gap.strength) == (2, 1, 1, "strong")


def test_who_turns_to_the_same_group_twice_is_suggested_without_any_partner(drawn: Drawn) -> None:
    dataset = drawn("ifk-a ifk-b kyrkan-c", serves="a-unga b-unga c-unga")

    (gap,) = missing_seats(study(dataset, Selection()), tested=TRUSTED).gaps

    assert (gap.actor, gap.initiative, gap.partners) == ("ifk", "c", ())
    assert [(tag.kind, tag.tag, tag.initiatives) for tag in gap.tags] == [
        ("target_group", "unga", ("a", "b"))
    ]


def test_who_turns_to_the_same_group_once_is_not(drawn: Drawn) -> None:
    assert seats_of(drawn("ifk-a ifk-b kyrkan-c", serves="a-unga c-unga")) == []


def test_places_and_themes_count_like_target_groups(drawn: Drawn) -> None:
    tagged = [{"id": name, "place_ids": "lextorp", "theme_ids": "trygghet"} for name in "abc"]

    (gap,) = missing_seats(
        study(drawn("ifk-a ifk-b kyrkan-c", initiatives=tagged), Selection()), tested=TRUSTED
    ).gaps

    assert {(tag.kind, tag.tag) for tag in gap.tags} == {("place", "lextorp"), ("theme", "trygghet")}


def test_who_has_a_theme_no_more_than_others_do_is_not_suggested_for_it(drawn: Drawn) -> None:
    ties = TIES + " kyrkan-sang kyrkan-bon"

    def offered(**theme_of: str) -> bool:
        about = [{"id": name, "theme_ids": theme} for name, theme in theme_of.items()]
        return FOUND[0] in seats_of(drawn(ties, initiatives=about))

    assert offered(torg="fritid", kvall="fritid")
    assert not offered(torg="fritid", kvall="fritid", kor="fritid", sang="fritid", bon="fritid")
    assert not offered(torg="fritid", kvall="trygghet")


def test_where_the_theme_is_known_the_same_people_and_place_are_not_enough(drawn: Drawn) -> None:
    def offered(theme: str) -> bool:
        near = [{"id": name, "place_ids": "lextorp"} for name in ("sig", "torg")]
        kvall = {"id": "kvall", "place_ids": "lextorp", "theme_ids": theme}
        served = "sig-unga torg-unga kvall-unga kor-aldre"
        return FOUND[0] in seats_of(drawn(TIES, initiatives=[*near, kvall], serves=served))

    assert offered("")
    assert not offered("sang")


@pytest.mark.parametrize("tags", [{"serves": "sig-alla torg-alla kvall-alla kor-aldre"}, {"wide": "staden"}])
def test_what_holds_everything_singles_nobody_out(drawn: Drawn, tags: dict[str, str]) -> None:
    inside = {
        "target_groups": [
            {"id": "alla"},
            *({"id": name, "broader_ids": "alla"} for name in ("aldre", "unga")),
        ],
        "places": [{"id": "staden"}, {"id": "lextorp", "broader_id": "staden"}],
        "serves": tags.get("serves", ""),
        "initiatives": [{"id": name, "place_ids": tags.get("wide", "")} for name in ("sig", "torg", "kvall")],
    }
    apart = {**inside, "target_groups": [], "places": []}

    assert seats_of(drawn("polisen-sig polisen-torg falt-kvall kyrkan-kor", **inside)) == []
    assert ("polisen", "kvall") in seats_of(drawn("polisen-sig polisen-torg falt-kvall kyrkan-kor", **apart))


# When nothing is said


def test_a_network_that_does_not_pass_its_test_stays_silent(drawn: Drawn) -> None:
    failed = replace(TRUSTED, found_by_popularity=Share(300, 400))

    assert seats_of(drawn(TIES), tested=failed) == []


def test_a_place_where_the_test_found_too_little_is_not_shown(drawn: Drawn) -> None:
    weak = replace(TRUSTED, bands=(RankBand(1, 5, Share(10, 400)),))

    assert seats_of(drawn(TIES), tested=weak) == []


def test_few_ties_are_tested_and_found_too_few(drawn: Drawn) -> None:
    found = missing_seats(study(drawn(TIES), Selection()))

    assert (found.gaps, found.test.is_large_enough) == ((), False)


def test_nothing_chosen_has_no_gaps(drawn: Drawn) -> None:
    assert seats_of(drawn(TIES), Selection(themes=("ingen",))) == []


# Which initiatives


@pytest.mark.parametrize("over", [{"status": "ended"}, {"status": "planned"}, {"end": "2020"}])
def test_nobody_is_suggested_for_what_is_not_under_way(drawn: Drawn, over: dict[str, str]) -> None:
    assert seats_of(drawn(TIES, initiatives=[{"id": "kvall", **over}])) == []


def test_nobody_is_suggested_for_what_has_ended_though_it_is_counted(drawn: Drawn) -> None:
    dataset = drawn(TIES, initiatives=[{"id": "kvall", "status": "ended"}])

    assert seats_of(dataset, Selection(statuses=())) == []


def test_what_is_planned_may_be_filled_where_it_is_chosen(drawn: Drawn) -> None:
    dataset = drawn(TIES, initiatives=[{"id": "kvall", "status": "planned"}])

    assert seats_of(dataset, Selection(statuses=())) == FOUND


def test_a_complete_list_is_believed_and_told(drawn: Drawn) -> None:
    dataset = drawn(TIES, initiatives=[{"id": "kvall", "actors_complete": "yes"}])

    found = missing_seats(study(dataset, Selection()), tested=TRUSTED)

    assert (found.gaps, found.closed) == ((), ("kvall",))


def test_an_open_list_is_told(drawn: Drawn) -> None:
    lists = {
        complete: missing_seats(
            study(drawn(TIES, initiatives=[{"id": "kvall", "actors_complete": complete}]), Selection()),
            tested=TRUSTED,
        )
        for complete in ("no", "unknown")
    }

    assert {complete: found.gaps[0].has_open_list for complete, found in lists.items()} == {
        "no": True,
        "unknown": False,
    }


def test_an_initiative_without_any_actor_is_told_apart(drawn: Drawn) -> None:
    found = missing_seats(study(drawn(TIES, initiatives=[{"id": "tom"}]), Selection()), tested=TRUSTED)

    assert found.without_actor == ("tom",)
    assert found.n_fillable == 4


def test_nobody_is_suggested_for_a_learning_example_elsewhere(drawn: Drawn) -> None:
    example = [{"id": "kvall", "municipality": "Ljungby", "reference": "yes"}]

    assert seats_of(drawn(TIES, initiatives=example)) == []


def test_nobody_is_suggested_for_what_only_another_municipality_answers_for(drawn: Drawn) -> None:
    lead = rows("botkyrka-kvall", role="responsible")
    away = {"id": "botkyrka", "municipality": "Botkyrka"}
    here = {"id": "botkyrka", "municipality": ""}

    assert FOUND[0] in seats_of(drawn([*rows(TIES), *lead], actors=[here]))
    assert FOUND[0] not in seats_of(drawn([*rows(TIES), *lead], actors=[away]))
    assert FOUND[0] in seats_of(
        drawn([*rows(TIES), *lead, *rows("falt-kvall", role="responsible")], actors=[away])
    )


# What one organisation does on its own


def own(dataset: Dataset, selection: Selection | None = None) -> set[str]:
    return {*own_work(study(dataset, selection or Selection()))}


ORDINARY = [{"id": "kvall", "kind": "ordinary"}]


def test_nobody_is_missing_in_what_one_actor_does_on_its_own(drawn: Drawn) -> None:
    found = missing_seats(study(drawn(TIES, initiatives=ORDINARY), Selection()), tested=TRUSTED)

    assert (found.gaps, found.own_work) == ((), ("kvall",))


@pytest.mark.parametrize("kind", VOCABULARIES["initiative_kind"])
def test_only_a_network_or_an_agreement_is_joint_by_nature(drawn: Drawn, kind: str) -> None:
    alone = own(drawn("falt-kvall", initiatives=[{"id": "kvall", "kind": kind}]))

    assert alone == (set() if kind in JOINT_BY_NATURE else {"kvall"})


@pytest.mark.parametrize(
    ("role", "certainty", "is_own"),
    [
        ("partner", "stated", False),
        ("participant", "stated", False),
        ("agreement_party", "stated", False),
        ("responsible", "inferred", False),
        ("partner", "inferred", True),
        ("host", "stated", True),
        ("channel", "stated", True),
        ("funder", "stated", True),
    ],
)
def test_who_only_lends_a_room_pays_passes_word_on_or_is_implied_makes_nothing_joint(
    drawn: Drawn, role: str, certainty: str, is_own: bool
) -> None:
    links = [*rows("falt-kvall"), *rows("kyrkan-kvall", role=role, certainty=certainty)]

    assert is_own == (own(drawn(links, initiatives=ORDINARY)) == {"kvall"})


def test_who_has_left_makes_nothing_joint(drawn: Drawn) -> None:
    links = [*rows("falt-kvall"), *rows("kyrkan-kvall", status="ended")]

    assert own(drawn(links, initiatives=ORDINARY)) == {"kvall"}


def test_units_of_one_department_are_one_organisation_and_departments_are_two(drawn: Drawn) -> None:
    family = [
        {"id": "falt", "parent_id": "asf"},
        {"id": "jobb", "parent_id": "asf"},
        {"id": "gard", "parent_id": "kff"},
        *({"id": name, "parent_id": "staden", "kind": "department"} for name in ("asf", "kff")),
        {"id": "staden", "kind": "municipality"},
    ]

    def alone(ties: str, level: Level = "unit") -> bool:
        dataset = drawn(ties, actors=family, initiatives=ORDINARY)
        return own(dataset, Selection(level=level)) == {"kvall"}

    assert alone("falt-kvall jobb-kvall")
    assert alone("falt-kvall staden-kvall")
    assert not alone("falt-kvall gard-kvall")
    assert alone("falt-kvall gard-kvall", "municipality")


def test_schools_in_general_may_be_a_department_s_own_and_clubs_are_many(drawn: Drawn) -> None:
    schools = [
        {"id": "skolor", "kind": "collective", "function": "school"},
        {"id": "utb", "kind": "department", "function": "school", "sector": "municipal"},
    ]
    clubs = [{"id": "klubbar", "kind": "collective", "function": "association"}]

    assert own(drawn("utb-kvall skolor-kvall", actors=schools, initiatives=ORDINARY)) == {"kvall"}
    assert own(drawn("ifk-kvall klubbar-kvall", actors=clubs, initiatives=ORDINARY)) == set()


@pytest.mark.parametrize(
    "selection",
    [Selection(sectors=("municipal",)), Selection(stated_only=True), Selection(roles=("partner",))],
)
def test_a_filter_never_makes_joint_work_one_s_own(drawn: Drawn, selection: Selection) -> None:
    town = [{"id": "falt", "sector": "municipal"}]
    links = [*rows("falt-kvall"), *rows("kyrkan-kvall", role="responsible", certainty="inferred")]

    assert own(drawn(links, actors=town, initiatives=ORDINARY), selection) == set()


# Who is there already


def rows(ties: str, **cells: str) -> list[dict[str, str]]:
    pairs = [tie.split("-") for tie in ties.split()]
    return [{"actor_id": actor, "initiative_id": initiative, **cells} for actor, initiative in pairs]


@pytest.mark.parametrize("role", VOCABULARIES["role"])
@pytest.mark.parametrize("status", VOCABULARIES["participation_status"])
def test_who_is_mentioned_in_whatever_role_and_status_is_not_suggested(
    drawn: Drawn, role: str, status: str
) -> None:
    links = [*rows(TIES), *rows("polisen-kvall", role=role, status=status, certainty="inferred")]

    assert FOUND[0] not in seats_of(drawn(links), Selection(stated_only=True))


def test_who_pays_is_not_suggested_though_only_the_table_of_money_says_so(drawn: Drawn) -> None:
    assert seats_of(drawn(TIES, funding="kvall-polisen")) == []


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
@pytest.mark.parametrize(("unit", "whole"), [("polisen", "omradet"), ("omradet", "polisen")])
def test_neither_unit_nor_parent_of_who_is_there_is_suggested(
    drawn: Drawn, level: Level, unit: str, whole: str
) -> None:
    dataset = drawn(TIES + " omradet-kvall", actors=[{"id": unit, "parent_id": whole}, {"id": whole}])

    assert {
        name for name, initiative in seats_of(dataset, Selection(level=level)) if initiative == "kvall"
    } == set()


def test_a_sibling_of_who_is_there_may_be_suggested(drawn: Drawn) -> None:
    family = [{"id": "polisen", "parent_id": "staten"}, {"id": "tullen", "parent_id": "staten"}]

    assert FOUND[0] in seats_of(drawn(TIES + " tullen-kvall", actors=family))


def test_another_name_of_who_is_there_is_not_suggested(drawn: Drawn) -> None:
    merged = drawn(TIES + " snuten-kvall", actors=[{"id": "snuten", "merged_into": "polisen"}])
    said = {"id": "j", "kind": "alias", "subject_id": "snuten", "object_id": "polisen", "status": "same"}
    judged = drawn(TIES + " snuten-kvall", judgements=[said])

    assert FOUND[0] not in seats_of(merged)
    assert FOUND[0] not in seats_of(judged)
    assert FOUND[0] in seats_of(drawn(TIES + " snuten-kvall"))


def test_a_group_that_may_include_who_is_suggested_hides_it(drawn: Drawn) -> None:
    school = {"id": "polisen", "kind": "school", "function": "school"}
    group = {"id": "skolor", "kind": "collective", "function": "school"}

    assert FOUND[0] not in seats_of(drawn(TIES + " skolor-kvall", actors=[school, group]))
    assert FOUND[0] in seats_of(drawn(TIES + " skolor-kvall", actors=[{"id": "polisen"}, group]))


def test_a_group_is_not_suggested_where_one_that_it_may_include_is(drawn: Drawn) -> None:
    group = {"id": "polisen", "kind": "collective", "function": "association"}
    club = {"id": "ifk", "kind": "sports_club", "function": "sports"}

    assert FOUND[0] not in seats_of(drawn(TIES + " ifk-kvall", actors=[group, club]))


@pytest.mark.parametrize(("kind", "is_offered"), [("network", False), ("association", True)])
def test_a_network_is_wherever_one_of_its_own_is(drawn: Drawn, kind: str, is_offered: bool) -> None:
    lead = rows("gruppen-gruppen", role="responsible")
    links = [*rows(TIES + " falt-gruppen polisen-gruppen gruppen-torg"), *lead]

    found = seats_of(drawn(links, actors=[{"id": "gruppen", "kind": kind}]))

    assert is_offered == (("gruppen", "kvall") in found)


@pytest.mark.parametrize(("part", "whole"), [("kvall", "hus"), ("hus", "kvall")])
def test_who_is_in_a_part_or_in_the_whole_is_not_suggested(drawn: Drawn, part: str, whole: str) -> None:
    inside = [{"id": part, "parent_id": whole}, {"id": whole}]

    assert FOUND[0] not in seats_of(drawn(TIES + " polisen-hus", initiatives=inside))
    assert FOUND[0] in seats_of(drawn(TIES + " polisen-hus"))


@pytest.mark.parametrize("role", ["funder", "channel"])
def test_who_only_pays_or_passes_word_on_is_suggested_for_nothing(drawn: Drawn, role: str) -> None:
    links = [*rows("falt-sig falt-torg falt-kvall"), *rows("polisen-sig polisen-torg", role=role)]

    assert seats_of(drawn(links), Selection(roles=())) == []


def test_an_actor_of_another_municipality_is_not_suggested(drawn: Drawn) -> None:
    dataset = drawn(TIES, actors=[{"id": "polisen", "municipality": "Borlänge"}])

    assert seats_of(dataset) == []


def test_a_unit_is_not_asked_beside_its_whole(drawn: Drawn) -> None:
    ties = TIES + " omradet-sig omradet-torg"
    family = [{"id": "omradet", "parent_id": "polisen"}]

    assert len([1 for _, initiative in seats_of(drawn(ties)) if initiative == "kvall"]) == 2
    assert len([1 for _, initiative in seats_of(drawn(ties, actors=family)) if initiative == "kvall"]) == 1


# What people have said


@pytest.mark.parametrize("status", VOCABULARIES["judgement_status"])
def test_a_judged_seat_is_not_suggested_again_unless_the_question_is_open(drawn: Drawn, status: str) -> None:
    said = {"id": "j", "kind": "seat", "subject_id": "polisen", "object_id": "kvall", "status": status}

    expected = [] if status in SETTLED else FOUND
    assert expected == seats_of(drawn(TIES, judgements=[said]))


def test_what_was_said_last_holds(drawn: Drawn) -> None:
    said = {"kind": "seat", "subject_id": "polisen", "object_id": "kvall"}
    first = {"id": "j1", "status": "declined", "date": "2020", **said}
    last = {"id": "j2", "status": "asked", "date": "2021", **said}

    assert seats_of(drawn(TIES, judgements=[last, first])) == FOUND


def test_a_judgement_of_another_kind_settles_nothing(drawn: Drawn) -> None:
    said = {"id": "j", "kind": "cell", "subject_id": "polisen", "object_id": "kvall"}

    assert seats_of(drawn(TIES, judgements=[said])) == FOUND


def test_a_judgement_of_a_unit_holds_for_who_speaks_for_it(drawn: Drawn) -> None:
    said = {"id": "j", "kind": "seat", "subject_id": "omradet", "object_id": "kvall"}
    family = [{"id": "omradet", "parent_id": "polisen"}]

    found = {
        level: seats_of(drawn(TIES, actors=family, judgements=[said]), Selection(level=level))
        for level in ("unit", "department")
    }
    assert found == {"unit": FOUND, "department": []}


def test_a_judgement_of_a_whole_holds_for_its_units(drawn: Drawn) -> None:
    said = {"id": "j", "kind": "seat", "subject_id": "myndigheten", "object_id": "kvall"}
    family = [{"id": "polisen", "parent_id": "myndigheten"}]

    assert seats_of(drawn(TIES, actors=family, judgements=[said])) == []


# On the curated data


@pytest.fixture(scope="module")
def home() -> Study:
    dataset = open_package().dataset
    return study(dataset, home_selection(dataset))


@pytest.fixture(scope="module")
def found(home: Study) -> MissingSeats:
    return missing_seats(home)


def test_the_curated_data_pass_and_give_a_list(found: MissingSeats) -> None:
    assert found.test.passes
    assert len(found.gaps) > 15


def test_the_list_stands_by_falling_score_with_few_for_each_initiative(found: MissingSeats) -> None:
    order = [(-gap.score, gap.actor, gap.initiative) for gap in found.gaps]
    initiatives = [gap.initiative for gap in found.gaps]

    assert order == sorted(order)
    assert max(map(initiatives.count, initiatives)) <= 5
    assert len({(gap.actor, gap.initiative) for gap in found.gaps}) == len(found.gaps)


def test_the_named_reasons_add_up_to_the_score(found: MissingSeats) -> None:
    for gap in found.gaps:
        partners = [part for shared in gap.partners for part in shared.contributions]
        tags = [part for tag in gap.tags for part in (tag.contribution, tag.kind_contribution)]

        assert pytest.approx(gap.score, abs=1e-9) == fsum([gap.degree, *partners, *tags])


def test_every_suggestion_has_something_to_go_by(found: MissingSeats) -> None:
    for gap in found.gaps:
        themes = [tag for tag in gap.tags if tag.kind == "theme" and tag.speaks_for]

        assert themes
        assert gap.partners or any(len(tag.initiatives) > 1 for tag in themes)


def test_nobody_is_suggested_for_a_sanction_a_register_or_a_method_of_one_organisation(
    home: Study, found: MissingSeats
) -> None:
    own = {"ungdomstjanst-ungdomsvard-och-pikt", "skola-24", "machofabriken", "bim", "fritidsgardarna"}

    assert own <= {*found.own_work}
    assert {*found.own_work} & {gap.initiative for gap in found.gaps} == set()
    assert {"sig", "framtidsmoten", "sodra-gruppen"} & {*found.own_work} == set()


def test_every_initiative_is_filled_or_left_out_for_one_reason(home: Study, found: MissingSeats) -> None:
    left_out = (*found.closed, *found.without_actor, *found.own_work)

    assert len({*left_out}) == len(left_out)
    assert len(seats_to_fill(home)) == found.n_fillable + len(left_out)


def counted_ties(home: Study) -> dict[str, set[str]]:
    """Recount from the rows: actor to initiatives."""
    rows = home.participations[home.participations["counted"]]
    return {str(actor): set(own["initiative_id"]) for actor, own in rows.groupby("actor_id")}


def test_every_partner_can_be_recounted_from_the_rows(home: Study, found: MissingSeats) -> None:
    joins = counted_ties(home)

    for gap in found.gaps:
        expected = {
            partner: own & joins[gap.actor]
            for partner, own in joins.items()
            if gap.initiative in own and own & joins[gap.actor]
        }
        assert expected == {shared.partner: set(shared.initiatives) for shared in gap.partners}
        assert gap.initiative not in joins[gap.actor]


def tagged(home: Study) -> dict[str, set[tuple[str, str]]]:
    """Recount from the rows: initiative to its tags."""
    tags: dict[str, set[tuple[str, str]]] = {}
    for name, row in home.initiatives.iterrows():
        places = {("place", place) for place in split_list(row["place_ids"])}
        tags[str(name)] = places | {("theme", theme) for theme in split_list(row["theme_ids"])}
    for _, row in home.serves.iterrows():
        tags[row["initiative_id"]] |= {("target_group", row["target_group_id"])}
        tags[row["initiative_id"]] |= {("place", place) for place in split_list(row["place_ids"])}
    return tags


def test_every_tag_can_be_recounted_from_the_rows(home: Study, found: MissingSeats) -> None:
    joins, tags = counted_ties(home), tagged(home)
    actors = home.dataset.tables["actors"]
    kind_of = dict(zip(actors["id"], actors["kind"], strict=True))

    for gap in found.gaps:
        assert tags[gap.initiative] == {(tag.kind, tag.tag) for tag in gap.tags}
        alike = [actor for actor in joins if kind_of[actor] == gap.actor_kind]
        assert gap.n_kind_participations == sum(len(joins[actor]) for actor in alike)
        for tag in gap.tags:
            has = {name for name, own in tags.items() if (tag.kind, tag.tag) in own}
            assert set(tag.initiatives) == joins[gap.actor] & has
            assert tag.n_kind_participations == sum(len(joins[actor] & has) for actor in alike)
            assert tag.n_initiatives == len(has & set(home.network.initiatives))


def test_what_is_new_to_an_actor_is_mentioned_nowhere(home: Study, found: MissingSeats) -> None:
    everything = study(home.dataset, Selection(roles=(), statuses=()))
    tags = tagged(everything)
    rows = everything.participations

    for gap in found.gaps:
        own = set(rows.loc[rows["actor_id"] == gap.actor, "initiative_id"])
        for tag in gap.tags:
            if tag.is_new:
                assert not any((tag.kind, tag.tag) in tags[name] for name in own)


def test_the_order_of_rows_does_not_matter(home: Study, found: MissingSeats) -> None:
    turned = Dataset({name: rows[::-1] for name, rows in home.dataset.tables.items()})

    assert found == missing_seats(study(turned, home.selection))


def test_repeating_evidence_changes_nothing(home: Study, found: MissingSeats) -> None:
    rows = home.dataset.tables["participations"]
    twice = pd.concat([rows, rows.assign(lines="999")])

    assert found == missing_seats(study(home.dataset.with_table("participations", twice), home.selection))


def with_row(dataset: Dataset, table: str, **cells: str) -> Dataset:
    rows = dataset.tables[table]
    return dataset.with_table(table, pd.concat([rows, pd.DataFrame([{**dict.fromkeys(rows, ""), **cells}])]))


def test_a_planted_false_alarm_is_never_suggested(home: Study, found: MissingSeats) -> None:
    first = found.gaps[0]
    part = {"role": "funder", "status": "ended", "certainty": "inferred", "source_id": "s", "lines": "1"}

    paid = with_row(
        home.dataset, "participations", actor_id=first.actor, initiative_id=first.initiative, **part
    )

    again = missing_seats(study(paid, home.selection))
    assert (first.actor, first.initiative) not in {(gap.actor, gap.initiative) for gap in again.gaps}


def test_taking_a_suggestion_up_and_back_restores_everything(home: Study, found: MissingSeats) -> None:
    first = found.gaps[0]
    cells = {"role": "partner", "status": "known", "certainty": "stated", "source_id": "s", "lines": "1"}
    tried = with_row(
        home.dataset, "participations", actor_id=first.actor, initiative_id=first.initiative, **cells
    )

    back = tried.with_table("participations", tried.tables["participations"][:-1])

    assert missing_seats(study(tried, home.selection)) != found
    assert missing_seats(study(back, home.selection)) == found


def test_a_list_for_a_larger_limit_begins_with_the_shorter_one(home: Study, found: MissingSeats) -> None:
    shorter = missing_seats(home, limit=10, tested=found.test)

    assert found.gaps[:10] == shorter.gaps
    assert isinstance(shorter.gaps[0], SeatGap)
    assert np.isfinite([gap.score for gap in shorter.gaps]).all()


def test_a_filter_narrows_what_is_listed_and_not_what_is_compared() -> None:
    dataset = open_package().dataset
    home = home_selection(dataset)
    everywhere = missing_seats(study(dataset, home), limit=10_000, per_initiative=5)
    near = study(dataset, replace(home, places=("sodra-stadsdelarna",)))

    found = missing_seats(near, limit=10_000, per_initiative=5)

    expected = [gap for gap in everywhere.gaps if gap.initiative in near.network.initiatives]
    assert found.gaps != ()
    assert list(found.gaps) == expected


def test_only_actors_of_the_chosen_sectors_are_suggested() -> None:
    dataset = open_package().dataset
    chosen = study(dataset, replace(home_selection(dataset), sectors=("municipal",)))

    found = missing_seats(chosen)

    assert {chosen.sectors[gap.actor] for gap in found.gaps} == {"municipal"}
