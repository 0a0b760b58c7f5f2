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
from samverkan.workflows import home_study, open_package, open_questions

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


def test_where_nobody_can_be_asked_nothing_more_is_asked(drawn: Drawn) -> None:
    unknown = {"id": "torget", "permanence": "temporary", "actors_complete": "no"}

    assert asked(worklist(study(drawn("", initiatives=[unknown]), Selection()))) == [("", "actors:torget~")]


@pytest.mark.parametrize("kind", ["collective", "municipality"])
def test_where_only_a_word_for_many_is_named_the_question_is_who(drawn: Drawn, kind: str) -> None:
    work = worklist(clear(drawn, actors=[{"id": "eidar", "kind": kind}], only={"place_ids": ""}))

    assert work.questions == (Question("", "actors", "torget", "", ("actor:eidar",)),)


@pytest.mark.parametrize("kind", ["place", "target_group", "end", "funding_end"])
def test_what_is_unknown_of_a_whole_and_its_parts_is_asked_once(drawn: Drawn, kind: str) -> None:
    names = ("torget", "scenen", "kiosken", "gatan")
    parents = {"scenen": "torget", "kiosken": "scenen"}
    known = {"place_ids": "lextorp"} if kind != "place" else {}
    temporary = {"permanence": "temporary"} if kind == "end" else {}
    dataset = drawn(
        " ".join(f"eidar-{name}" for name in names),
        initiatives=[
            {"id": name, "parent_id": parents.get(name, ""), **known, **temporary} for name in names
        ],
        serves="" if kind == "target_group" else " ".join(f"{name}-unga" for name in names),
        funding=" ".join(f"{name}-delmos" for name in names) if kind == "funding_end" else "",
    )

    work = worklist(study(dataset, Selection()))

    assert work.questions == (
        Question("eidar", kind, "gatan"),
        Question("eidar", kind, "torget", "", ("initiative:kiosken", "initiative:scenen")),
    )


def test_what_another_is_asked_of_the_whole_is_asked_of_a_part(drawn: Drawn) -> None:
    initiatives = [{"id": "torget"}, {"id": "scenen", "parent_id": "torget"}]
    dataset = drawn("eidar-torget ifk-scenen", initiatives=initiatives, serves="torget-unga scenen-unga")

    assert asked(worklist(study(dataset, Selection()))) == [
        ("eidar", "place:torget~"),
        ("ifk", "place:scenen~"),
    ]


def test_parts_that_go_round_in_a_circle_are_asked_about_one_by_one(drawn: Drawn) -> None:
    initiatives = [{"id": "torget", "parent_id": "scenen"}, {"id": "scenen", "parent_id": "torget"}]
    dataset = drawn("eidar-torget eidar-scenen", initiatives=initiatives, serves="torget-unga scenen-unga")

    assert asked(worklist(study(dataset, Selection()))) == [
        ("eidar", "place:scenen~"),
        ("eidar", "place:torget~"),
    ]


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


def test_a_seat_in_a_part_is_asked_with_the_whole(drawn: Drawn) -> None:
    initiatives = [{"id": name, **ASKED} for name in ("torget", "gatan")]
    part = {"id": "scenen", "parent_id": "torget", **ASKED}
    chosen = clear(drawn, "eidar-torget eidar-scenen ifk-gatan", initiatives=[*initiatives, part])
    seats = [SeatItem("ifk", "scenen"), SeatItem("ifk", "torget"), SeatItem("kyrkan", "scenen")]

    ids = [one.id for one in worklist(chosen, seats=seats).questions]

    assert ids == ["seat:ifk~torget", "seat:kyrkan~scenen"]


def test_of_partnerships_that_say_the_same_the_first_is_asked_about_and_names_the_others(
    drawn: Drawn,
) -> None:
    units = [{"id": unit, "parent_id": "huset"} for unit in ("skola", "hall")]
    chosen = clear(drawn, "ifk-torget skola-gatan hall-gatan", actors=units)
    pairs = [gap("ifk", "skola", "torget", "gatan"), gap("hall", "ifk", "gatan", "torget")]

    (one,) = worklist(chosen, partnerships=pairs).questions

    assert (one.id, one.alike) == ("partnership:ifk~skola", (("ifk", "hall"),))


def test_nothing_is_asked_about_a_whole_municipality_or_because_of_one(drawn: Drawn) -> None:
    staden = {"id": "staden", "kind": "municipality"}
    chosen = clear(drawn, "eidar-torget ifk-gatan staden-gatan", actors=[staden])
    seats = [
        SeatItem("staden", "torget", ("ifk",)),
        SeatItem("kyrkan", "torget", ("staden",)),
        SeatItem("ifk", "torget", ("staden", "eidar")),
    ]

    work = worklist(chosen, seats=seats, partnerships=[gap("eidar", "staden", "torget", "gatan")])

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


def test_a_whole_municipality_is_not_asked_but_its_departments(drawn: Drawn) -> None:
    actors = [
        {"id": "hall", "parent_id": "kff"},
        {"id": "kff", "parent_id": "staden"},
        {"id": "staden", "kind": "municipality"},
    ]

    assert contact(drawn, {"actor_id": "hall"}, actors=actors, level="municipality") == "kff"
    assert contact(drawn, {"actor_id": "staden"}, actors=actors, level="municipality") is None
    assert (
        contact(drawn, {"actor_id": "staden", "role": "responsible"}, {"actor_id": "x"}, actors=actors) == "x"
    )


def test_a_collective_is_not_asked_about_a_partnership_or_its_own_seat(drawn: Drawn) -> None:
    chosen = clear(
        drawn,
        [*rows("skolor-torget ifk-gatan"), *rows("ifk-huset", role="funder")],
        actors=[{"id": "skolor", "kind": "collective"}, {"id": "barn", "kind": "collective"}],
    )

    work = worklist(
        chosen,
        partnerships=[gap("barn", "skolor", "torget", "gatan"), gap("ifk", "skolor", "huset", "torget")],
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
        "end:torget~",
        "open_list:torget~",
        "target_group:torget~",
        "place:torget~",
    ]


def test_whoever_has_most_comes_first_and_what_nobody_answers_last(drawn: Drawn) -> None:
    dataset = drawn(
        "b-x b-y a-z",
        initiatives=[{"id": name, "actors_complete": "yes"} for name in "xyzw"],
        serves="x-u y-u z-u w-u",
    )

    work = worklist(study(dataset, Selection()))

    assert [(ask, len(own)) for ask, own in work.by_actor] == [("b", 2), ("a", 1), ("", 1)]


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


def test_a_club_is_asked_once_about_all_units_of_a_house() -> None:
    asked = [
        one
        for one in open_questions(home_study(open_package().dataset)).questions
        if one.kind == "partnership"
    ]

    assert [sum("ifk-trollhattan" in (one.subject, one.object) for one in asked), len(asked)] == [1, 1]
    assert len(asked[0].alike) >= 3
