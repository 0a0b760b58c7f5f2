from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import study
from samverkan.gaps import invitation as module
from samverkan.gaps.invitation import Invitation, Invitee, Reached, Through, Unreached, invitation

Drawn = Callable[..., Dataset]

GROUPS = [{"id": "flickor", "broader_ids": "unga"}, {"id": "unga", "broader_ids": "alla"}, {"id": "aldre"}]
PLACES = [{"id": "torget", "broader_id": "sodra"}, {"id": "sodra", "broader_id": "staden"}, {"id": "norra"}]


def planted(drawn: Drawn, ties: Any, places: str, serves: str = "", **tables: Any) -> Dataset:
    """``places`` lists initiatives with their place, such as ``"disco-torget"``."""
    rows = [dict(zip(("id", "place_ids"), pair.split("-"), strict=True)) for pair in places.split()]
    given = {"initiatives": rows, "serves": serves, "target_groups": GROUPS, "places": PLACES}
    return drawn(ties, **{**given, **tables})


def invited(dataset: Dataset, groups: str = "", places: str = "", **selection: Any) -> Invitation:
    return invitation(study(dataset, Selection(**selection)), groups.split(), places.split())


def names(found: Invitation) -> list[str]:
    return [invitee.actor for invitee in found.invitees]


def test_one_who_reaches_everything_comes_alone_with_the_reasons_and_a_reserve(drawn: Drawn) -> None:
    dataset = planted(
        drawn,
        "eidar-disco ifk-disco ifk-cafe kyrkan-cafe kyrkan-annat",
        "disco-sodra cafe-sodra annat-norra",
        "disco-unga cafe-aldre annat-aldre",
    )

    found = invited(dataset, "unga aldre", "sodra")

    aldre = Reached("aldre", "sodra", (Through("cafe", "aldre", "sodra"),))
    unga = Reached("unga", "sodra", (Through("disco", "unga", "sodra"),))
    assert found == Invitation(
        cells=(("aldre", "sodra"), ("unga", "sodra")),
        invitees=(Invitee("ifk", (aldre, unga), "eidar", (unga,), is_unspecific=False),),
        unreached=(),
        n_candidates=3,
        is_exact=True,
    )


# What it is to reach


@pytest.mark.parametrize(
    ("serves", "place", "is_reached"),
    [
        ("disco-unga", "sodra", True),
        ("disco-flickor", "sodra", True),
        ("disco-alla", "sodra", False),
        ("disco-aldre", "sodra", False),
        ("disco-unga", "torget", True),
        ("disco-unga", "staden", False),
        ("disco-unga", "norra", False),
    ],
)
def test_a_part_of_the_group_or_the_place_is_reached_and_a_wider_one_is_not(
    drawn: Drawn, serves: str, place: str, is_reached: bool
) -> None:
    found = invited(planted(drawn, "ifk-disco", f"disco-{place}", serves), "unga", "sodra")

    assert names(found) == (["ifk"] if is_reached else [])


def test_the_group_and_the_place_must_be_those_of_one_initiative(drawn: Drawn) -> None:
    dataset = planted(drawn, "ifk-disco ifk-cafe", "disco-norra cafe-sodra", "disco-unga cafe-aldre")

    assert names(invited(dataset, "unga", "sodra")) == []


def test_the_place_where_a_group_is_served_beats_that_of_the_initiative(drawn: Drawn) -> None:
    serves = [{"initiative_id": "disco", "target_group_id": "unga", "place_ids": "norra"}]
    dataset = planted(drawn, "ifk-disco", "disco-sodra", serves)  # type: ignore[arg-type]

    assert names(invited(dataset, "unga", "sodra")) == []
    assert names(invited(dataset, "unga", "norra")) == ["ifk"]


def test_a_wider_place_of_the_group_does_not_hide_where_the_initiative_is(drawn: Drawn) -> None:
    serves = [{"initiative_id": "hus", "target_group_id": "unga", "place_ids": "sodra"}]
    dataset = planted(drawn, "ifk-hus", "hus-torget", serves)  # type: ignore[arg-type]

    assert names(invited(dataset, "unga", "torget")) == ["ifk"]
    assert names(invited(dataset, "unga", "sodra")) == ["ifk"]
    assert names(invited(dataset, "unga", "norra")) == []


def test_without_places_it_does_not_matter_where_and_without_groups_not_for_whom(drawn: Drawn) -> None:
    dataset = planted(drawn, "ifk-disco eidar-hus", "disco-norra hus-sodra", "disco-unga")

    assert invited(dataset, "unga").cells == (("unga", ""),)
    assert names(invited(dataset, "unga")) == ["ifk"]
    assert invited(dataset, places="sodra").cells == (("", "sodra"),)
    assert names(invited(dataset, places="sodra")) == ["eidar"]


def test_nothing_chosen_invites_nobody(drawn: Drawn) -> None:
    assert invited(planted(drawn, "ifk-disco", "disco-sodra", "disco-unga")) == Invitation(
        (), (), (), 0, True
    )


def test_an_empty_selection_invites_nobody_and_says_what_is_not_reached(drawn: Drawn) -> None:
    found = invited(
        planted(drawn, "ifk-disco", "disco-sodra", "disco-unga"), "unga", "sodra", themes=("inget",)
    )

    assert (found.invitees, found.unreached) == ((), (Unreached("unga", "sodra", (), (), ()),))


def test_what_has_ended_reaches_nobody_unless_it_is_chosen(drawn: Drawn) -> None:
    ended = [{"id": "disco", "place_ids": "sodra", "status": "ended"}]
    dataset = planted(drawn, "ifk-disco", "", "disco-unga", initiatives=ended)

    assert names(invited(dataset, "unga", "sodra")) == []
    assert names(invited(dataset, "unga", "sodra", statuses=("ended",))) == ["ifk"]


# Which of the smallest


def test_among_equals_a_named_actor_comes_before_a_collective(drawn: Drawn) -> None:
    actors = [{"id": "foreningar", "kind": "collective"}]
    dataset = planted(drawn, "foreningar-disco ifk-disco", "disco-sodra", "disco-unga", actors=actors)

    (invitee,) = invited(dataset, "unga", "sodra").invitees

    assert (invitee.actor, invitee.is_unspecific, invitee.reserve) == ("ifk", False, "foreningar")


def test_a_collective_is_invited_where_nobody_else_will_do(drawn: Drawn) -> None:
    actors = [{"id": "foreningar", "kind": "collective"}]
    dataset = planted(drawn, "foreningar-disco", "disco-sodra", "disco-unga", actors=actors)

    (invitee,) = invited(dataset, "unga", "sodra").invitees

    assert (invitee.actor, invitee.is_unspecific) == ("foreningar", True)


@pytest.mark.parametrize(("level", "expected"), [("unit", True), ("municipality", False)])
def test_the_municipality_as_a_whole_is_somebody_only_where_everybody_is_rolled_up(
    drawn: Drawn, level: Level, expected: bool
) -> None:
    actors = [{"id": "staden", "kind": "municipality"}]
    dataset = planted(drawn, "staden-disco", "disco-sodra", "disco-unga", actors=actors)

    assert [one.is_unspecific for one in invited(dataset, "unga", "sodra", level=level).invitees] == [
        expected
    ]


def test_among_equals_who_reaches_a_whole_group_comes_before_who_reaches_a_part(drawn: Drawn) -> None:
    dataset = planted(drawn, "allsang-dans ifk-disco", "dans-sodra disco-sodra", "dans-flickor disco-unga")

    assert names(invited(dataset, "unga", "sodra")) == ["ifk"]


def test_among_equals_more_cells_come_first_then_ids(drawn: Drawn) -> None:
    serves = "x-g1 x-g2 y-g3 z-g2 z-g3"
    overlapping = planted(drawn, "a-x b-y c-z", "x-sodra y-sodra z-sodra", serves)
    equal = planted(drawn, "b-x a-x", "x-sodra", "x-g1")

    assert names(invited(overlapping, "g1 g2 g3", "sodra")) == ["a", "c"]
    assert names(invited(equal, "g1", "sodra")) == ["a"]


def test_a_reserve_stands_in_first_for_what_nobody_else_reaches(drawn: Drawn) -> None:
    serves = "x-g1 x-g2 y-g2 y-g3 u-g2 v-g1"
    dataset = planted(drawn, "a-x b-y c-u d-v", "x-sodra y-sodra u-sodra v-sodra", serves)

    (a, b) = invited(dataset, "g1 g2 g3", "sodra").invitees

    # Both reach g2, so what is at stake without a is g1; without b it is g3, which nobody else reaches.
    assert (a.actor, a.reserve, [one.target_group for one in a.reserve_reached]) == ("a", "d", ["g1"])
    assert (b.actor, b.reserve, [one.target_group for one in b.reserve_reached]) == ("b", "c", ["g2"])


def test_of_equal_reserves_one_who_reaches_a_whole_group_comes_first(drawn: Drawn) -> None:
    dataset = planted(
        drawn,
        "aik-disco bk-dans ck-fest",
        "disco-sodra dans-sodra fest-sodra",
        "disco-unga dans-flickor fest-unga",
    )

    assert [(one.actor, one.reserve) for one in invited(dataset, "unga", "sodra").invitees] == [("aik", "ck")]


# Who is never invited


@pytest.mark.parametrize("role", ["funder", "channel"])
def test_who_only_pays_or_passes_word_on_is_not_invited(drawn: Drawn, role: str) -> None:
    links = [{"actor_id": "fonden", "initiative_id": "disco", "role": role}]

    assert names(invited(planted(drawn, links, "disco-sodra", "disco-unga"), "unga", "sodra", roles=())) == []


def test_who_belongs_to_another_municipality_is_not_invited(drawn: Drawn) -> None:
    actors = [{"id": "ifk", "municipality": "Borlänge"}]

    assert (
        names(invited(planted(drawn, "ifk-disco", "disco-sodra", "disco-unga", actors=actors), "unga")) == []
    )


# What nobody reaches


def test_a_cell_that_nobody_reaches_says_what_there_is(drawn: Drawn) -> None:
    dataset = planted(
        drawn,
        "ifk-vida ifk-bred eidar-okand",
        "tom-sodra vida-staden bred-torget annan-norra",
        "tom-unga vida-unga bred-alla okand-flickor annan-unga",
    )

    found = invited(dataset, "unga", "sodra")

    assert found.unreached == (
        Unreached(
            "unga",
            "sodra",
            without_actor=(Through("tom", "unga", "sodra"),),
            general=(Through("bred", "alla", "torget"), Through("vida", "unga", "staden")),
            somewhere=("okand",),
        ),
    )


# Against every set tried by hand


PAIRS = st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("uvwxy")), unique=True, max_size=14)
SERVES = st.lists(
    st.tuples(st.sampled_from("uvwxy"), st.sampled_from(["g1", "g2", "g3"])), unique=True, max_size=9
)


@settings(max_examples=40)
@given(ties=PAIRS, serves=SERVES)
def test_nobody_can_do_with_fewer_and_ties_are_as_stated(
    drawn: Drawn, ties: list[tuple[str, str]], serves: list[tuple[str, str]]
) -> None:
    where = {name: "norra" if name in "uvw" else "sodra" for name in "uvwxy"}
    dataset = planted(
        drawn,
        " ".join(map("-".join, ties)),
        " ".join(map("-".join, where.items())),
        " ".join(map("-".join, serves)),
        target_groups="g1 g2 g3",
    )
    reaches = {
        actor: {
            (group, where[name])
            for one, name in ties
            for other, group in serves
            if one == actor and other == name
        }
        for actor in "abcde"
    }
    wanted = set().union(*reaches.values())
    sets = [chosen for size in range(6) for chosen in combinations("abcde", size)]
    covering = [chosen for chosen in sets if set().union(*(reaches[actor] for actor in chosen)) == wanted]

    expected = min(
        covering, key=lambda chosen: (len(chosen), -sum(len(reaches[actor]) for actor in chosen), chosen)
    )

    found = invited(dataset, "g1 g2 g3", "norra sodra")
    turned = Dataset({name: rows[::-1] for name, rows in dataset.tables.items()})
    assert sorted(names(found)) == sorted(expected)
    assert {(cell.target_group, cell.place) for cell in found.unreached} == (
        set(product(["g1", "g2", "g3"], ["norra", "sodra"])) - wanted
    )
    assert {
        invitee.actor: {(one.target_group, one.place) for one in invitee.reached}
        for invitee in found.invitees
    } == {actor: reaches[actor] for actor in expected}
    assert invited(turned, "g1 g2 g3", "norra sodra") == found


def test_with_too_many_candidates_the_next_best_is_taken_and_it_says_so(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    serves = "x-g1 x-g2 x-g3 y-g4 y-g5 y-g6 z-g2 z-g3 z-g4 z-g5"
    dataset = planted(drawn, "a-x b-y c-z", "x-sodra y-sodra z-sodra", serves)
    groups = "g1 g2 g3 g4 g5 g6"

    exact = invited(dataset, groups, "sodra")
    monkeypatch.setattr(module, "EXACT_UP_TO", 2)
    greedy = invited(dataset, groups, "sodra")

    assert (sorted(names(exact)), exact.is_exact) == (["a", "b"], True)
    assert (sorted(names(greedy)), greedy.is_exact) == (["a", "b", "c"], False)
