from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import Study, study
from samverkan.gaps.contacts import contacts, members
from samverkan.gaps.partnerships import MissingPartnership, missing_partnerships
from samverkan.gaps.shared_cells import SharedCell
from samverkan.gaps.worklist import Question, SeatItem, Worklist, worklist

Drawn = Callable[..., Dataset]

ASKED = {"place_ids": "lextorp", "actors_complete": "yes"}
"""An initiative of which nothing more needs to be asked, once it serves somebody."""


def rows(ties: str, **cells: str) -> list[dict[str, str]]:
    pairs = [tie.split("-") for tie in ties.split()]
    return [{"actor_id": actor, "initiative_id": initiative, **cells} for actor, initiative in pairs]


def clear(
    drawn: Drawn, ties: Any = "eidar-torget", *, only: dict[str, str] | None = None, **tables: Any
) -> Study:
    """Every initiative has place, target group and a complete list; ``only`` is what torget has instead."""
    pairs = rows(ties) if isinstance(ties, str) else ties
    names = dict.fromkeys(row["initiative_id"] for row in pairs)
    initiatives = [{"id": name, **ASKED, **((only or {}) if name == "torget" else {})} for name in names]
    given = {"initiatives": initiatives, "serves": " ".join(f"{name}-unga" for name in names), **tables}
    return study(drawn(pairs, **given), Selection())


def asked(work: Worklist) -> list[tuple[str, str]]:
    return [(one.ask, one.id) for one in work.questions]


def gap(actor: str, other: str, *through: str) -> MissingPartnership:
    cell = SharedCell("unga", "lextorp", through[:1], through[1:], 2)
    return MissingPartnership(actor, other, 1.0, (cell,), 2, 2, (), None, 0.0, 1.0)


# What is asked


def test_where_nothing_is_unknown_nothing_is_asked(drawn: Drawn) -> None:
    assert worklist(clear(drawn)) == Worklist(())


@pytest.mark.parametrize(
    ("only", "kind"),
    [
        ({"actors_complete": "no"}, "open_list"),
        ({"place_ids": ""}, "place"),
        ({"permanence": "temporary"}, "end"),
    ],
)
def test_what_the_tables_do_not_say_of_an_initiative_is_asked(
    drawn: Drawn, only: dict[str, str], kind: str
) -> None:
    assert asked(worklist(clear(drawn, only=only))) == [("eidar", f"{kind}:torget~")]


def test_an_initiative_without_a_target_group_is_asked_about(drawn: Drawn) -> None:
    assert asked(worklist(clear(drawn, serves=""))) == [("eidar", "target_group:torget~")]


def test_a_target_group_in_a_place_of_its_own_is_a_place(drawn: Drawn) -> None:
    serves = [{"initiative_id": "torget", "target_group_id": "unga", "place_ids": "lextorp"}]

    assert worklist(clear(drawn, only={"place_ids": ""}, serves=serves)).questions == ()


@pytest.mark.parametrize("only", [{"permanence": "temporary", "end": "2025"}, {"permanence": "permanent"}])
def test_an_end_that_is_known_or_never_comes_is_not_asked_for(drawn: Drawn, only: dict[str, str]) -> None:
    assert worklist(clear(drawn, only=only)).questions == ()


@pytest.mark.parametrize(
    ("money", "kinds"),
    [
        ({"kind": "state_grant"}, ["funding_end"]),
        ({"kind": "state_grant", "end": "2024"}, []),
        ({"kind": "ordinary"}, []),
    ],
)
def test_time_limited_money_without_an_end_is_asked_about(
    drawn: Drawn, money: dict[str, str], kinds: list[str]
) -> None:
    funding = [{"initiative_id": "torget", "funder_id": "delmos", **money}]

    assert kinds == [one.kind for one in worklist(clear(drawn, funding=funding)).questions]


def test_an_initiative_without_actors_is_asked_about_though_nobody_can_be_asked(drawn: Drawn) -> None:
    dataset = drawn(
        "", initiatives=[{"id": "torget", **ASKED, "actors_complete": "no"}], serves="torget-unga"
    )

    assert asked(worklist(study(dataset, Selection()))) == [("", "actors:torget~")]


@pytest.mark.parametrize("over", [{"status": "ended"}, {"status": "planned"}])
def test_what_does_not_count_is_not_asked_about(drawn: Drawn, over: dict[str, str]) -> None:
    assert worklist(clear(drawn, only={"place_ids": "", **over})).questions == ()


def test_an_open_list_says_whom_the_source_names(drawn: Drawn) -> None:
    work = worklist(clear(drawn, "eidar-torget ifk-torget", only={"actors_complete": "no"}))

    assert work.questions == (Question("eidar", "open_list", "torget", "", ("actor:eidar", "actor:ifk")),)


def test_a_missing_seat_is_asked_of_who_answers_for_the_initiative(drawn: Drawn) -> None:
    chosen = clear(drawn, "eidar-torget ifk-gatan")

    work = worklist(chosen, seats=[SeatItem("ifk", "torget", ("eidar",))])

    assert work.questions == (Question("eidar", "seat", "ifk", "torget", ("actor:eidar",)),)


def test_a_seat_where_nobody_answers_is_asked_of_the_actor_itself(drawn: Drawn) -> None:
    chosen = clear(drawn, [*rows("eidar-gatan"), *rows("ifk-torget", role="funder")])

    asks = [
        one.ask
        for one in worklist(chosen, seats=[SeatItem("eidar", "torget")]).questions
        if one.kind == "seat"
    ]

    assert asks == ["eidar"]


def test_a_missing_partnership_rests_on_its_initiatives(drawn: Drawn) -> None:
    chosen = clear(drawn, "eidar-torget ifk-gatan")

    work = worklist(chosen, partnerships=[gap("ifk", "eidar", "torget", "gatan")])

    why = ("initiative:torget", "initiative:gatan")
    assert work.questions == (Question("eidar", "partnership", "eidar", "ifk", why),)


# Whom to ask


def contact(drawn: Drawn, *links: dict[str, str], level: Level = "unit", **tables: Any) -> str | None:
    given = [{"initiative_id": "torget", **link} for link in links]
    chosen = study(drawn(given, **tables), Selection(level=level))
    return contacts(chosen, members(chosen)).get("torget")


@pytest.mark.parametrize(
    ("role", "expected"),
    [("responsible", "b"), ("host", "b"), ("partner", "a"), ("participant", "a"), ("funder", "a")],
)
def test_who_is_responsible_is_asked_before_others(drawn: Drawn, role: str, expected: str) -> None:
    assert expected == contact(drawn, {"actor_id": "a"}, {"actor_id": "b", "role": role})


def test_who_is_stated_is_asked_before_who_is_implied(drawn: Drawn) -> None:
    assert contact(drawn, {"actor_id": "a", "certainty": "inferred"}, {"actor_id": "b"}) == "b"


def test_an_actor_at_home_is_asked_before_one_from_elsewhere(drawn: Drawn) -> None:
    links = {"actor_id": "a", "role": "responsible"}, {"actor_id": "b", "role": "participant"}

    assert contact(drawn, *links, actors=[{"id": "a", "municipality": "Botkyrka"}]) == "b"
    assert contact(drawn, *links, actors=[{"id": "a", "municipality": ""}]) == "a"


def test_nobody_answers_for_a_collective(drawn: Drawn) -> None:
    actors = [{"id": "skolor", "kind": "collective"}]

    assert (
        contact(drawn, {"actor_id": "skolor", "role": "responsible"}, {"actor_id": "x"}, actors=actors) == "x"
    )
    assert contact(drawn, {"actor_id": "skolor"}, actors=actors) is None


def test_who_only_pays_is_not_asked(drawn: Drawn) -> None:
    assert contact(drawn, {"actor_id": "a", "role": "funder"}, {"actor_id": "b", "role": "channel"}) is None


@pytest.mark.parametrize("filters", [{"roles": ("host",)}, {"sectors": ("state",)}, {"stated_only": True}])
def test_a_filter_does_not_hide_who_can_be_asked(drawn: Drawn, filters: dict[str, Any]) -> None:
    links = [
        *rows("eidar-torget", certainty="inferred", role="responsible"),
        *rows("polisen-torget", role="host"),
    ]
    dataset = drawn(links, actors=[{"id": "polisen", "sector": "state"}], serves="torget-unga")

    work = worklist(study(dataset, Selection(**filters)))

    assert asked(work) == [("eidar", "place:torget~")]


def test_at_a_level_the_whole_is_asked(drawn: Drawn) -> None:
    actors = [{"id": "hall", "parent_id": "kff"}]

    assert contact(drawn, {"actor_id": "hall"}, actors=actors, level="department") == "kff"


def test_a_collective_is_not_asked_about_a_partnership_or_its_own_seat(drawn: Drawn) -> None:
    chosen = clear(
        drawn,
        [*rows("skolor-torget ifk-gatan"), *rows("ifk-huset", role="funder")],
        actors=[{"id": "skolor", "kind": "collective"}, {"id": "barn", "kind": "collective"}],
    )

    work = worklist(
        chosen,
        partnerships=[gap("barn", "skolor", "torget", "gatan"), gap("ifk", "skolor", "torget", "gatan")],
        seats=[SeatItem("skolor", "huset")],
    )

    asks = {one.id: one.ask for one in work.questions}
    assert asks["partnership:barn~skolor"] == ""
    assert asks["partnership:ifk~skolor"] == "ifk"
    assert asks["seat:skolor~huset"] == ""


def test_a_partnership_is_asked_of_the_side_that_is_asked_most(drawn: Drawn) -> None:
    chosen = clear(drawn, "ifk-torget eidar-gatan", only={"place_ids": ""})

    assert asked(worklist(chosen, partnerships=[gap("eidar", "ifk", "gatan", "torget")])) == [
        ("ifk", "partnership:eidar~ifk"),
        ("ifk", "place:torget~"),
    ]


def test_a_partnership_goes_to_the_other_side_where_one_has_no_room(drawn: Drawn) -> None:
    chosen = clear(drawn, "ifk-torget eidar-gatan")
    seats = [SeatItem("kyrkan", "torget"), SeatItem("polisen", "torget")]

    work = worklist(chosen, seats=seats, partnerships=[gap("eidar", "ifk", "gatan", "torget")], limit=2)

    assert asked(work)[-1] == ("eidar", "partnership:eidar~ifk")
    assert work.left_out == ()


# Once, not too many, in order


def test_a_question_stands_once_and_as_it_was_first_raised(drawn: Drawn) -> None:
    chosen = clear(drawn, "eidar-torget ifk-gatan")
    seats = [SeatItem("ifk", "torget", ("eidar",)), SeatItem("ifk", "torget")]
    pairs = [gap("eidar", "ifk", "torget", "gatan"), gap("ifk", "eidar", "gatan", "torget")]

    work = worklist(chosen, seats=seats, partnerships=pairs)

    assert [(one.id, len(one.why)) for one in work.questions] == [
        ("seat:ifk~torget", 1),
        ("partnership:eidar~ifk", 2),
    ]


@pytest.mark.parametrize("status", ["asked", "declined", "irrelevant", "known_elsewhere", "confirmed_absent"])
def test_what_people_have_settled_is_not_asked_again(drawn: Drawn, status: str) -> None:
    judged = [
        {"id": "a", "kind": "seat", "subject_id": "ifk", "object_id": "torget", "status": status},
        {"id": "b", "kind": "partnership", "subject_id": "ifk", "object_id": "eidar", "status": status},
    ]
    chosen = clear(drawn, "eidar-torget ifk-gatan", judgements=judged)

    work = worklist(
        chosen, seats=[SeatItem("ifk", "torget")], partnerships=[gap("eidar", "ifk", "torget", "gatan")]
    )

    assert len(work.questions) == (2 if status == "asked" else 0)


def test_nobody_is_asked_more_than_the_limit_and_the_rest_is_named(drawn: Drawn) -> None:
    ties = "eidar-torget eidar-gatan eidar-huset ifk-hallen"
    initiatives = [{"id": name, "actors_complete": "yes"} for name in ("torget", "gatan", "huset", "hallen")]
    chosen = clear(drawn, ties, initiatives=initiatives)

    work = worklist(chosen, limit=2)

    assert asked(work) == [("eidar", "place:gatan~"), ("eidar", "place:huset~"), ("ifk", "place:hallen~")]
    assert [one.id for one in work.left_out] == ["place:torget~"]


def test_the_most_important_kinds_come_first_and_findings_as_they_stood(drawn: Drawn) -> None:
    open_everything = {"place_ids": "", "actors_complete": "no", "permanence": "temporary"}
    chosen = clear(drawn, "eidar-torget ifk-gatan", only=open_everything, serves="gatan-unga")
    seats = [SeatItem("polisen", "torget"), SeatItem("ifk", "torget")]

    work = worklist(chosen, seats=seats, partnerships=[gap("eidar", "polisen", "torget", "gatan")])

    assert [one.id for one in work.questions] == [
        "seat:polisen~torget",
        "seat:ifk~torget",
        "partnership:eidar~polisen",
        "open_list:torget~",
        "target_group:torget~",
        "place:torget~",
        "end:torget~",
    ]


def test_whoever_has_most_comes_first_and_what_nobody_answers_last(drawn: Drawn) -> None:
    dataset = drawn(
        "b-x b-y a-z",
        initiatives=[{"id": name, "actors_complete": "yes"} for name in "xyzw"],
        serves="x-u y-u z-u w-u",
    )

    work = worklist(study(dataset, Selection()))

    assert [(ask, len(own)) for ask, own in work.by_actor] == [("b", 2), ("a", 1), ("", 2)]


def test_nothing_chosen_has_no_questions(drawn: Drawn) -> None:
    assert worklist(study(drawn("a-x"), Selection(themes=("ingen",)))) == Worklist(())


TIES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y", "z"])), min_size=1, max_size=6, unique=True
)
SEATS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y", "z"])), max_size=5)


@settings(max_examples=15)
@given(ties=TIES, seats=SEATS, limit=st.integers(1, 4))
def test_every_question_is_asked_or_left_out_and_the_order_of_rows_does_not_matter(
    drawn: Drawn, ties: list[tuple[str, str]], seats: list[tuple[str, str]], limit: int
) -> None:
    dataset = drawn(
        " ".join(map("-".join, ties)), initiatives=[{"id": "x", "actors_complete": "no"}], serves="y-unga"
    )
    turned = Dataset({name: table[::-1] for name, table in dataset.tables.items()})
    items = [SeatItem(*seat) for seat in seats]

    work, again, whole = (
        worklist(study(tables, Selection()), seats=items, limit=most)
        for tables, most in ((dataset, limit), (turned, limit), (dataset, 99))
    )

    assert work == again
    assert {one.id for one in whole.questions} == {one.id for one in (*work.questions, *work.left_out)}
    assert whole.left_out == ()
    assert all(len(own) <= limit for ask, own in work.by_actor if ask)


def test_the_findings_of_a_study_can_be_asked_about(drawn: Drawn) -> None:
    initiatives = [{"id": name, "place_ids": "lextorp"} for name in ("e1", "e2", "i1", "i2")]
    dataset = drawn(
        "eidar-e1 eidar-e2 ifk-i1 ifk-i2", initiatives=initiatives, serves="e1-unga e2-barn i1-unga i2-barn"
    )
    chosen = study(dataset, Selection())

    work = worklist(chosen, partnerships=missing_partnerships(chosen))

    assert asked(work) == [("eidar", "partnership:eidar~ifk")]
