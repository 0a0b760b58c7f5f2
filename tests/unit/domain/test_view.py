from __future__ import annotations

from collections.abc import Callable

from samverkan.domain.dataset import Dataset
from samverkan.domain.view import Choices, choices


def test_what_can_be_chosen_is_what_the_data_hold(drawn: Callable[..., Dataset]) -> None:
    dataset = drawn(
        "a-x b-y",
        initiatives=[
            {"id": "x", "start": "2019-05", "place_ids": "ostra|alby", "theme_ids": "skola"},
            {"id": "y", "end": "2022", "municipality": "Borlänge", "reference": "yes"},
        ],
        serves="x-unga",
    )

    expected = Choices(
        municipalities=("Borlänge", "Trollhättan"),
        home=("Trollhättan",),
        themes=("skola",),
        places=("alby", "ostra"),
        target_groups=("unga",),
        years=(2019, 2022),
        organisations=(),
        nodes=frozenset({"actor:a", "actor:b", "initiative:x", "initiative:y"}),
    )
    assert expected == choices(dataset)


def test_choices_stand_in_swedish_order_of_name(drawn: Callable[..., Dataset]) -> None:
    dataset = drawn(
        themes=[{"id": "a", "name": "Övrigt"}, {"id": "b", "name": "Zon"}, {"id": "c", "name": "Äldre"}]
    )

    assert choices(dataset).themes == ("b", "c", "a")


def test_learning_examples_are_chosen_where_there_is_nothing_else(drawn: Callable[..., Dataset]) -> None:
    dataset = drawn(initiatives=[{"id": "x", "municipality": "Ljungby", "reference": "yes"}])

    assert (choices(dataset).home, choices(dataset).years) == (("Ljungby",), None)
