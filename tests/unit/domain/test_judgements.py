from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.judgements import (
    Judgement,
    judgements_of,
    standing,
    with_judgement,
    with_judgements,
    without_judgement,
)
from samverkan.domain.periods import last_day
from samverkan.domain.vocabulary import VOCABULARIES

Drawn = Callable[..., Dataset]

NOTHING = Dataset({})
PAIR = ("partnership", "eidar", "ifk")


def said(status: str, day: str = "", *, kind: str = "partnership", ends: str = "eidar ifk") -> Judgement:
    subject, other = ends.split()
    return Judgement(kind, subject, other, status, date=day)


def statuses(dataset: Dataset) -> list[str]:
    return [judgement.status for judgement in judgements_of(dataset)]


JUDGEMENTS = st.builds(
    said,
    st.sampled_from(VOCABULARIES["judgement_status"]),
    st.sampled_from(["", "2020", "2021-03", "2021-03-31", "2021-06-30"]),
    kind=st.sampled_from(VOCABULARIES["judgement_kind"]),
    ends=st.sampled_from(["a b", "b a", "a c"]),
)


def test_a_judgement_becomes_a_row_of_the_table(drawn: Drawn) -> None:
    judgement = Judgement("seat", "eidar", "torget", "declined", "Har inte tid.", "2021-05-04", "sidan", "j1")

    dataset = with_judgement(drawn("eidar-torget"), judgement)

    assert dataset.table("judgements").to_dict("records") == [
        {
            "id": "j1",
            "kind": "seat",
            "subject_id": "eidar",
            "object_id": "torget",
            "status": "declined",
            "reason": "Har inte tid.",
            "date": "2021-05-04",
            "source_id": "sidan",
        }
    ]


def test_the_data_set_that_was_judged_stays_as_it_was(drawn: Drawn) -> None:
    dataset = drawn("eidar-torget ifk-torget")
    before = dataset.fingerprint

    with_judgement(dataset, said("declined"))

    assert before == dataset.fingerprint


def test_the_newest_judgement_of_a_thing_holds_and_the_older_stay_as_history() -> None:
    dataset = with_judgements(NOTHING, [said("declined", "2021-05-04"), said("asked", "2021-02")])

    assert standing(dataset)[PAIR].status == "declined"
    assert statuses(dataset) == ["asked", "declined"]


def test_an_undated_judgement_is_older_than_any_other() -> None:
    dataset = with_judgements(NOTHING, [said("declined", "1990"), said("asked")])

    assert standing(dataset)[PAIR].status == "declined"


def test_a_year_means_its_last_day() -> None:
    dataset = with_judgements(NOTHING, [said("declined", "2021"), said("asked", "2021-12-30")])

    assert standing(dataset)[PAIR].status == "declined"


def test_who_is_named_first_does_not_matter_for_a_pair() -> None:
    turned = said("irrelevant", "2022", ends="ifk eidar")

    dataset = with_judgements(NOTHING, [said("asked", "2021"), turned])

    assert set(standing(dataset)) == {PAIR}
    assert standing(dataset)[PAIR] == turned


def test_who_is_named_first_matters_for_a_seat() -> None:
    seats = [said("asked", kind="seat", ends="n3 barnahus"), said("asked", kind="seat", ends="barnahus n3")]

    assert len(standing(with_judgements(NOTHING, seats))) == 2


def test_a_mind_changed_within_the_day_is_one_row() -> None:
    dataset = with_judgements(NOTHING, [said("declined", "2021-05-04"), said("asked", "2021-05-04")])

    assert statuses(dataset) == ["asked"]


def test_a_mind_changed_within_the_day_outdoes_whatever_the_earlier_row_is_called(drawn: Drawn) -> None:
    earlier = [
        {"id": name, "subject_id": "eidar", "object_id": "ifk", "status": "declined", "date": "2021-05-04"}
        for name in ("a", "z")
    ]

    dataset = with_judgement(drawn(judgements=earlier), said("asked", "2021-05-04"))

    assert statuses(dataset) == ["asked"]


def test_two_rows_of_one_day_hold_in_order_of_id(drawn: Drawn) -> None:
    rows = [
        {"id": name, "subject_id": "eidar", "object_id": "ifk", "status": status}
        for name, status in (("a", "asked"), ("b", "declined"))
    ]

    assert {standing(drawn(judgements=order))[PAIR].status for order in permutations(rows)} == {"declined"}


def test_the_same_said_again_has_the_same_id_and_another_thing_another() -> None:
    assert said("asked", "2021").id == said("declined", "2021", ends="ifk eidar").id
    assert len({said("asked", day).id for day in ("", "2021", "2022")}) == 3
    assert said("asked", ends="a-b c").id != said("asked", ends="a b-c").id


def test_an_actor_that_was_merged_is_spoken_for_by_the_other(drawn: Drawn) -> None:
    dataset = drawn(
        "ifk-torget eidar-torget",
        actors=[{"id": "gamla", "merged_into": "ifk"}],
        judgements=[
            {"id": "j1", "subject_id": "gamla", "object_id": "eidar"},
            {"id": "j2", "kind": "seat", "subject_id": "gamla", "object_id": "torget"},
        ],
    )

    assert set(standing(dataset)) == {PAIR, ("seat", "ifk", "torget")}


def test_a_target_group_is_not_taken_for_an_actor_of_the_same_id(drawn: Drawn) -> None:
    dataset = drawn(
        "ifk-torget",
        actors=[{"id": "unga", "merged_into": "ifk"}],
        judgements=[{"id": "j", "kind": "cell", "subject_id": "unga", "object_id": "lextorp"}],
    )

    assert set(standing(dataset)) == {("cell", "unga", "lextorp")}


def test_a_judgement_can_be_taken_back() -> None:
    dataset = with_judgements(NOTHING, [said("declined", "2021"), said("asked", "2022")])

    back = without_judgement(dataset, said("asked", "2022").id)

    assert statuses(back) == ["declined"]
    assert statuses(without_judgement(back, "borta")) == ["declined"]


def test_without_judgements_nothing_holds() -> None:
    assert judgements_of(NOTHING) == ()
    assert standing(NOTHING) == {}


@given(st.lists(JUDGEMENTS, max_size=8))
def test_what_holds_agrees_with_a_look_through_everything_said(made: list[Judgement]) -> None:
    newest: dict[object, Judgement] = {}
    for judgement in made:
        earlier = newest.get(judgement.thing)
        days = [last_day(one.date) or date.min for one in (judgement, earlier or judgement)]
        # Equally late with another spelling (2021-03, 2021-03-31) is decided by id.
        if (
            earlier is None
            or days[0] > days[1]
            or judgement.date == earlier.date
            or (days[0] == days[1] and judgement.id > earlier.id)
        ):
            newest[judgement.thing] = judgement

    assert newest == standing(with_judgements(NOTHING, made))


@given(made=st.lists(JUDGEMENTS, max_size=6), again=JUDGEMENTS)
def test_saying_the_same_again_changes_nothing(made: list[Judgement], again: Judgement) -> None:
    once = with_judgements(NOTHING, [*made, again])

    assert once.fingerprint == with_judgement(once, again).fingerprint


@given(made=st.lists(JUDGEMENTS, max_size=6), last=JUDGEMENTS)
def test_taking_the_last_judgement_back_restores_what_was(made: list[Judgement], last: Judgement) -> None:
    others = [one for one in made if (one.thing, one.date) != (last.thing, last.date)]
    before = with_judgements(NOTHING, others)

    assert before.fingerprint == without_judgement(with_judgement(before, last), last.id).fingerprint


@pytest.mark.parametrize("kind", VOCABULARIES["judgement_kind"])
def test_every_kind_can_be_judged(kind: str) -> None:
    dataset = with_judgement(NOTHING, said("asked", kind=kind))

    assert [judgement.kind for judgement in judgements_of(dataset)] == [kind]
