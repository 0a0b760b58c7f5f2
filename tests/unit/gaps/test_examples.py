from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import study
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.gaps.examples import Comparison, Presence, Sighting, compared, example_gaps, possible_homes
from samverkan.gaps.mask import SETTLED
from samverkan.workflows import home_study, open_package

Drawn = Callable[..., Dataset]

AWAY = [
    {"id": "magasinet", "kind": "venue", "municipality": "Ljungby", "reference": "yes"},
    {"id": "besok", "municipality": "Ljungby", "reference": "yes", "parent_id": "magasinet"},
]
HOME = [
    {"id": "huset", "kind": "venue", "place_ids": "torget"},
    {"id": "kvallar", "place_ids": "torget"},
    {"id": "gard", "place_ids": "lextorp"},
]
PLACES = [{"id": "torget", "broader_id": "kronogarden"}, {"id": "lextorp"}]


def planted(drawn: Drawn, ties: str = "", **tables: Any) -> Dataset:
    """Huset in Trollhättan, and Magasinet in Ljungby with one actor of a kind."""
    actors = [
        {"id": "snut", "function": "police"},
        {"id": "fjarran", "function": "police", "municipality": "Ljungby"},
    ]
    return drawn(
        f"fjarran-magasinet bibblan-huset {ties}",
        **{"initiatives": [*HOME, *AWAY], "actors": actors, "places": PLACES, **tables},
    )


def comparison(dataset: Dataset, selection: Selection | None = None, **options: Any) -> Comparison:
    return compared(study(dataset, selection or Selection()), **options)


def levels(dataset: Dataset, selection: Selection | None = None, **options: Any) -> dict[str, int]:
    return {kind.function: kind.level for kind in comparison(dataset, selection, **options).kinds}


# How near


@pytest.mark.parametrize(
    ("ties", "level"), [("snut-huset", 1), ("snut-kvallar", 2), ("snut-gard", 3), ("", 4)]
)
def test_a_kind_is_as_near_as_its_nearest_actor(drawn: Drawn, ties: str, level: int) -> None:
    dataset = planted(drawn, ties)

    assert levels(dataset) == {"police": level}
    assert [kind.level for kind in example_gaps(study(dataset, Selection()))] == (
        [level] if level > 1 else []
    )


def test_a_gap_says_where_the_example_has_it_and_who_has_it_at_home(drawn: Drawn) -> None:
    (kind,) = comparison(planted(drawn, "snut-gard snut-annan fjarran-besok")).kinds

    assert kind.seen == (
        Sighting("magasinet", "besok", "fjarran", "fjarran", "sidan", is_past=False),
        Sighting("magasinet", "magasinet", "fjarran", "fjarran", "sidan", is_past=False),
    )
    assert kind.here == (Presence("snut", "snut", ("annan", "gard")),)


def test_what_belongs_to_the_initiative_is_the_initiative(drawn: Drawn) -> None:
    child = {"id": "trappan", "parent_id": "del"}
    initiatives = [*HOME, *AWAY, {"id": "del", "parent_id": "huset"}, child]

    assert levels(planted(drawn, "snut-trappan", initiatives=initiatives)) == {"police": 1}


def test_a_place_inside_the_place_is_the_same_place_and_a_wider_one_is_not(drawn: Drawn) -> None:
    places = [*PLACES, {"id": "trappan", "broader_id": "torget"}]
    inside, wider = ([*HOME, *AWAY, {"id": "ny", "place_ids": place}] for place in ("trappan", "kronogarden"))

    assert levels(planted(drawn, "snut-ny", initiatives=inside, places=places)) == {"police": 2}
    assert levels(planted(drawn, "snut-ny", initiatives=wider, places=places)) == {"police": 3}


def test_the_place_of_a_target_group_counts(drawn: Drawn) -> None:
    serves = [{"initiative_id": "gard", "target_group_id": "unga", "place_ids": "torget"}]

    assert levels(planted(drawn, "snut-gard", serves=serves)) == {"police": 2}


# What counts as being there


@pytest.mark.parametrize(
    "over", [{"role": "channel"}, {"role": "funder"}, {"status": "ended"}, {"status": "planned"}]
)
def test_who_is_there_in_another_way_is_mentioned_and_not_counted(drawn: Drawn, over: dict[str, str]) -> None:
    link = {"actor_id": "snut", "initiative_id": "huset", **over}
    others = [{"actor_id": "fjarran", "initiative_id": "magasinet"}]

    (kind,) = comparison(
        drawn(
            [link, *others],
            initiatives=[*HOME, *AWAY],
            places=PLACES,
            actors=[
                {"id": "snut", "function": "police", "municipality": ""},
                {"id": "fjarran", "function": "police", "municipality": "Ljungby"},
            ],
        )
    ).kinds

    assert (kind.level, kind.here, kind.mentioned) == (4, (), ("snut",))


def test_an_actor_of_the_municipality_without_any_part_is_mentioned(drawn: Drawn) -> None:
    (kind,) = comparison(planted(drawn)).kinds

    assert (kind.level, kind.mentioned) == (4, ("snut",))


def test_statuses_and_roles_that_are_chosen_count(drawn: Drawn) -> None:
    initiatives = [*HOME, *AWAY, {"id": "over", "status": "ended"}]

    ended = planted(drawn, "snut-over", initiatives=initiatives)

    assert levels(ended) == {"police": 4}
    assert levels(ended, Selection(statuses=("ended",))) == {"police": 3}


def test_no_filter_makes_anybody_absent(drawn: Drawn) -> None:
    dataset = planted(drawn, "snut-gard", themes="trygghet", target_groups="unga")

    for selection in (
        Selection(themes=("trygghet",)),
        Selection(sectors=("state",)),
        Selection(target_groups=("unga",)),
        Selection(year_from=1990, year_to=1990),
    ):
        assert levels(dataset, selection) == {"police": 3}


def test_what_is_only_implied_is_no_absence_at_home_but_no_example_either(drawn: Drawn) -> None:
    implied = {"certainty": "inferred"}
    home = [
        {"actor_id": "snut", "initiative_id": "gard", **implied},
        {"actor_id": "fjarran", "initiative_id": "magasinet"},
    ]
    away = [
        {"actor_id": "snut", "initiative_id": "gard"},
        {"actor_id": "fjarran", "initiative_id": "magasinet", **implied},
    ]
    tables = {
        "initiatives": [*HOME, *AWAY],
        "actors": [{"id": "snut", "function": "police"}, {"id": "fjarran", "function": "police"}],
        "places": PLACES,
    }

    assert levels(drawn(home, **tables), Selection(stated_only=True)) == {"police": 3}
    assert levels(drawn(away, **tables), Selection(stated_only=True)) == {}


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
def test_a_kind_is_that_of_the_unit_at_every_level(drawn: Drawn, level: Level) -> None:
    actors = [
        {"id": "snut", "function": "police", "parent_id": "forvaltningen"},
        {"id": "fjarran", "function": "police", "municipality": "Ljungby"},
    ]

    (kind,) = comparison(planted(drawn, "snut-huset", actors=actors), Selection(level=level)).kinds

    assert kind.level == 1
    assert kind.here == (Presence("snut" if level == "unit" else "forvaltningen", "snut", ("huset",)),)


def test_another_name_of_an_actor_is_that_actor(drawn: Drawn) -> None:
    actors = [
        {"id": "snut", "function": "police"},
        {"id": "lansman", "function": "other", "merged_into": "snut"},
        {"id": "fjarran", "function": "police", "municipality": "Ljungby"},
    ]

    assert levels(planted(drawn, "lansman-huset", actors=actors)) == {"police": 1}


# What an example shows


@pytest.mark.parametrize("function", ["other", "funder"])
def test_a_function_that_is_no_kind_is_not_compared(drawn: Drawn, function: str) -> None:
    actors = [{"id": "fjarran", "function": function, "municipality": "Ljungby"}]

    assert levels(planted(drawn, actors=actors)) == {}


@pytest.mark.parametrize("role", ["channel", "funder"])
def test_who_only_pays_or_passes_word_on_in_an_example_is_not_compared(drawn: Drawn, role: str) -> None:
    links = [{"actor_id": "fjarran", "initiative_id": "magasinet", "role": role}]
    actors = [{"id": "fjarran", "function": "police"}]

    assert levels(drawn(links, initiatives=[*HOME, *AWAY], actors=actors)) == {}


def test_what_has_ended_in_an_example_is_past_and_what_is_planned_is_not_there(drawn: Drawn) -> None:
    ended = [*HOME, AWAY[0], {**AWAY[1], "status": "ended"}]
    planned = [*HOME, AWAY[0], {**AWAY[1], "status": "planned"}]
    actors = [{"id": "skolan", "function": "folk_high_school", "municipality": "Ljungby"}]

    (kind,) = comparison(planted(drawn, "skolan-besok", initiatives=ended, actors=actors)).kinds

    assert [sighting.is_past for sighting in kind.seen] == [True]
    assert levels(planted(drawn, "skolan-besok", initiatives=planned, actors=actors)) == {}


def test_a_part_under_way_beats_one_that_has_ended(drawn: Drawn) -> None:
    links = [
        {"actor_id": "fjarran", "initiative_id": "magasinet", "status": status, "lines": str(line)}
        for line, status in enumerate(("ended", "known", "ended"), start=1)
    ]
    actors = [{"id": "fjarran", "function": "police"}]

    (kind,) = comparison(drawn(links, initiatives=[*HOME, *AWAY], actors=actors)).kinds

    assert [sighting.is_past for sighting in kind.seen] == [False]


def test_who_bears_the_name_of_the_example_is_the_example(drawn: Drawn) -> None:
    actors = [{"id": "fjarran", "function": "police", "name": "Magasinet"}]

    assert levels(planted(drawn, actors=actors)) == {}


def test_a_home_is_no_example_for_itself(drawn: Drawn) -> None:
    own = [{**HOME[0], "reference": "yes"}, *HOME[1:], *AWAY]
    dataset = planted(drawn, "snut-huset", initiatives=own)

    assert comparison(dataset).examples == ("magasinet",)
    assert comparison(dataset, home="gard").examples == ("huset", "magasinet")


# What is compared


def test_an_example_at_home_comes_first_then_other_meeting_places(drawn: Drawn) -> None:
    own = [
        *HOME,
        {"id": "zonen", "kind": "venue", "reference": "yes"},
        {"id": "arenan", "kind": "venue"},
        *AWAY,
    ]

    assert possible_homes(study(planted(drawn, initiatives=own), Selection())) == ("zonen", "arenan", "huset")


def test_a_chosen_place_is_compared_where_it_has_no_meeting_place(drawn: Drawn) -> None:
    dataset = planted(drawn, "snut-gard")

    assert comparison(dataset, Selection(places=("kronogarden",))).home.initiative == "huset"
    found = comparison(dataset, Selection(places=("lextorp",)))
    assert (found.home.initiative, found.home.places, found.home.nearest) == ("", ("lextorp",), 2)
    assert (levels(dataset, Selection(places=("lextorp",))), found.gaps) == ({"police": 2}, ())


def test_a_place_of_a_learning_example_is_no_home(drawn: Drawn) -> None:
    places = [*PLACES, {"id": "sta", "municipality": "Ljungby"}]

    found = comparison(planted(drawn, places=places), Selection(places=("sta",)))

    assert (found.home.municipalities, found.kinds) == ((), ())


def test_what_reaches_a_chosen_place_from_a_wider_one_is_there(drawn: Drawn) -> None:
    places = [{"id": "lextorp", "broader_id": "staden"}, {"id": "torget", "broader_id": "staden"}]
    initiatives = [*HOME, *AWAY, {"id": "overallt", "place_ids": "staden"}]
    dataset = planted(drawn, "snut-overallt", initiatives=initiatives, places=places)

    assert comparison(dataset, Selection(places=("lextorp",))).gaps == ()


def test_without_a_meeting_place_only_what_is_absent_is_a_gap(drawn: Drawn) -> None:
    initiatives = [*HOME[1:], {"id": "huset"}, *AWAY]

    assert comparison(planted(drawn, "snut-gard", initiatives=initiatives)).gaps == ()
    assert [kind.level for kind in comparison(planted(drawn, initiatives=initiatives)).gaps] == [4]


def test_examples_alone_have_nothing_to_be_compared_with(drawn: Drawn) -> None:
    found = comparison(planted(drawn), Selection(municipalities=("Ljungby",)))

    assert (found.home.municipalities, found.examples, found.kinds) == ((), (), ())


def test_without_examples_there_is_nothing_to_compare(drawn: Drawn) -> None:
    found = comparison(drawn("snut-huset", initiatives=HOME))

    assert (found.examples, found.kinds) == ((), ())


def test_nothing_at_all_has_no_gaps(drawn: Drawn) -> None:
    assert example_gaps(study(drawn(), Selection())) == ()


# What people have judged


@pytest.mark.parametrize("status", VOCABULARIES["judgement_status"])
def test_an_actor_judged_on_the_seat_is_not_named_again_unless_the_question_is_open(
    drawn: Drawn, status: str
) -> None:
    judgement = {"id": "j", "kind": "seat", "subject_id": "snut", "object_id": "huset", "status": status}

    found = levels(planted(drawn, "snut-gard", judgements=[judgement]))

    assert found == ({} if status in SETTLED else {"police": 3})


def test_another_actor_of_the_kind_remains(drawn: Drawn) -> None:
    judgement = {"id": "j", "kind": "seat", "subject_id": "snut", "object_id": "huset"}
    actors = [
        {"id": name, "function": "police", "municipality": town}
        for name, town in (("snut", "Trollhättan"), ("lansman", "Trollhättan"), ("fjarran", "Ljungby"))
    ]

    (kind,) = comparison(
        planted(drawn, "snut-kvallar lansman-gard", judgements=[judgement], actors=actors)
    ).kinds

    assert (kind.level, [presence.unit for presence in kind.here]) == (3, ["lansman"])


@pytest.mark.parametrize("status", VOCABULARIES["judgement_status"])
@pytest.mark.parametrize("ties", ["", "snut-gard lansman-gard", "snut-kvallar"])
def test_a_kind_that_was_judged_is_left_out_and_told_unless_the_question_is_open(
    drawn: Drawn, ties: str, status: str
) -> None:
    judgement = {"id": "j", "kind": "example", "subject_id": "police", "object_id": "huset", "status": status}

    found = comparison(planted(drawn, ties, judgements=[judgement]))

    assert (found.judged if status in SETTLED else tuple(kind.function for kind in found.kinds)) == (
        "police",
    )
    assert len(found.kinds) + len(found.judged) == 1


def test_a_kind_judged_in_one_initiative_is_not_judged_in_another_or_in_a_place(drawn: Drawn) -> None:
    judgement = {"id": "j", "kind": "example", "subject_id": "police", "object_id": "gard"}
    dataset = planted(drawn, judgements=[judgement])

    assert levels(dataset) == {"police": 4}
    assert levels(dataset, home="gard") == {}
    assert levels(dataset, Selection(places=("lextorp",))) == {"police": 4}


@pytest.mark.parametrize(("kind", "subject"), [("seat", "snut"), ("example", "police")])
def test_who_takes_part_does_so_whatever_was_judged(drawn: Drawn, kind: str, subject: str) -> None:
    judgement = {"id": "j", "kind": kind, "subject_id": subject, "object_id": "huset"}

    found = comparison(planted(drawn, "snut-huset", judgements=[judgement]))

    assert [(kind.function, kind.level) for kind in found.kinds] == [("police", 1)]
    assert found.judged == ()


# Order


def test_the_farthest_comes_first_then_what_still_takes_part_then_what_more_examples_have(
    drawn: Drawn,
) -> None:
    second = {"id": "krafter", "municipality": "Borlänge", "reference": "yes"}
    ended = {
        "id": "forr",
        "municipality": "Borlänge",
        "reference": "yes",
        "status": "ended",
        "parent_id": "krafter",
    }
    functions = {"a": "company", "b": "faith", "c": "sports", "d": "library", "e": "police"}
    actors = [{"id": name, "function": kind, "municipality": "Borlänge"} for name, kind in functions.items()]
    actors.append({"id": "korpen", "function": "sports"})

    found = comparison(
        drawn(
            "a-forr b-krafter c-krafter d-krafter d-magasinet e-krafter korpen-gard",
            initiatives=[*HOME, *AWAY, second, ended],
            actors=actors,
        )
    )

    assert [kind.function for kind in found.kinds] == ["library", "faith", "police", "company", "sports"]


TIES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["huset", "kvallar", "gard", "magasinet", "besok"])),
    unique=True,
)


@settings(max_examples=25)
@given(ties=TIES)
def test_levels_agree_with_a_count_by_hand_and_the_order_of_rows_does_not_matter(
    drawn: Drawn, ties: list[tuple[str, str]]
) -> None:
    functions = {"a": "police", "b": "police", "c": "library"}
    dataset = drawn(
        " ".join(map("-".join, ties)),
        initiatives=[*HOME, *AWAY],
        actors=[{"id": name, "function": function} for name, function in functions.items()],
    )
    where = {
        function: {place for one, place in ties if functions[one] == function}
        for function in functions.values()
    }

    expected = {
        function: 1 if "huset" in found else 2 if "kvallar" in found else 3 if "gard" in found else 4
        for function, found in where.items()
        if found & {"magasinet", "besok"}
    }

    turned = Dataset({name: rows[::-1] for name, rows in dataset.tables.items()})
    assert levels(dataset) == expected
    assert comparison(turned) == comparison(dataset)


# The data that travel with the program


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
def test_the_data_lack_what_the_method_says_and_nothing_that_they_have(level: Level) -> None:
    chosen = home_study(open_package().dataset)
    selection = Selection(municipalities=chosen.selection.municipalities, level=level)

    found = compared(study(chosen.dataset, selection))

    absent = {kind.function for kind in found.kinds if kind.level == 4}
    assert found.home.initiative == "kronans-kulturhus"
    assert absent >= {"folk_high_school", "consumer_guidance", "maternity_care"}
    assert not absent & {"police", "outreach", "student_guidance", "study_association"}
    assert {kind.function: kind.level for kind in found.kinds}["outreach"] == 1
