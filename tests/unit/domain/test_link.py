from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.link import FIRST_DAY, LAST_DAY, MOST_TEXTS, PARAMETERS, decode, encode, offered_value
from samverkan.domain.selection import Selection
from samverkan.domain.view import (
    FRAGILITY_TABS,
    GAP_CHOICES,
    GROUPS_TABS,
    MAP_LAYOUTS,
    MAP_MODES,
    MAP_PARTS,
    MAP_STYLES,
    METHOD_TABS,
    SHEET_FORMS,
    STEPS,
    Choices,
    View,
    choices,
    default_view,
    with_value,
)
from samverkan.domain.vocabulary import CHOICES, LEVELS, MEASURES, VOCABULARIES
from samverkan.i18n import LANGUAGES

OFFERED = Choices(
    municipalities=("Borlänge", "Trollhättan"),
    home=("Trollhättan",),
    themes=("arbete", "skola"),
    places=("lextorp", "kronogarden", "hela-staden"),
    target_groups=("barn", "unga"),
    years=(2015, 2022),
    organisations=("eidar", "familjehuset"),
    nodes=frozenset(
        {
            "actor:eidar",
            "actor:familjehuset",
            "initiative:familjehuset",
            "initiative:torget",
            "initiative:gard",
        }
    ),
)
NOTHING = choices(Dataset({}))
FOCUSES = (
    "",
    *OFFERED.nodes,
    "tie:actor:eidar~initiative:torget",
    "tie:actor:eidar~actor:familjehuset",
    "tie:actor:familjehuset~initiative:familjehuset",
    "tie:actor:familjehuset~actor:eidar",
    "way:actor:familjehuset~actor:eidar",
)


def some_of(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(words)).map(lambda kept: tuple(word for word in words if word in kept))


YEARS = st.none() | st.integers(2015, 2022)
SELECTIONS = st.builds(
    Selection,
    municipalities=some_of(OFFERED.municipalities),
    level=st.sampled_from(LEVELS),
    opened=some_of(OFFERED.organisations),
    closed=some_of(OFFERED.organisations),
    sectors=some_of(VOCABULARIES["sector"]),
    themes=some_of(OFFERED.themes),
    places=some_of(OFFERED.places),
    target_groups=some_of(OFFERED.target_groups),
    roles=some_of(VOCABULARIES["role"]),
    statuses=some_of(CHOICES["status"]),
    year_from=YEARS,
    year_to=YEARS,
    stated_only=st.booleans(),
    as_of=st.none() | st.dates(FIRST_DAY, LAST_DAY),
)
VIEWS = st.builds(
    View,
    selection=SELECTIONS,
    language=st.sampled_from(LANGUAGES),
    map_mode=st.sampled_from(MAP_MODES),
    map_style=st.sampled_from(MAP_STYLES),
    sheet_form=st.sampled_from(SHEET_FORMS),
    layout=st.sampled_from(MAP_LAYOUTS),
    centre=st.sampled_from(("", *OFFERED.nodes, "group:barn", "group:unga")),
    size_by=st.sampled_from(MEASURES),
    shown=st.sampled_from(MAP_PARTS),
    focus=st.sampled_from(FOCUSES),
    steps=st.sampled_from(STEPS),
    grouped=st.booleans(),
    gaps=st.sampled_from(GAP_CHOICES),
    groups_tab=st.sampled_from(GROUPS_TABS),
    fragility_tab=st.sampled_from(FRAGILITY_TABS),
    method_tab=st.sampled_from(METHOD_TABS),
    horizon=st.none() | st.dates(FIRST_DAY, LAST_DAY),
    invited_groups=some_of(OFFERED.target_groups),
    invited_places=some_of(OFFERED.places),
    trial=st.text(max_size=100),
    trial_edits=st.lists(st.text(), max_size=3).map(tuple),
    rival=st.text(max_size=100),
    rival_edits=st.lists(st.text(), max_size=3).map(tuple),
)
NAMES = st.sampled_from([parameter.name for parameter in PARAMETERS]) | st.text(max_size=8)
QUERIES = st.dictionaries(NAMES, st.lists(st.text(max_size=12), max_size=3))


@given(VIEWS)
def test_a_link_brings_a_colleague_to_the_same_view(view: View) -> None:
    assert view == decode(encode(view, OFFERED), OFFERED)


@given(VIEWS)
def test_a_link_is_words_only(view: View) -> None:
    written = encode(view, OFFERED)

    assert all(values and all(isinstance(value, str) for value in values) for values in written.values())


def test_every_field_can_travel_in_a_link() -> None:
    travelling = {parameter.field for parameter in PARAMETERS}

    expected = {item.name for part in (Selection, View) for item in fields(part)} - {"selection"}
    assert expected == travelling


def test_parameters_are_told_apart_by_name() -> None:
    assert len(PARAMETERS) == len({parameter.name for parameter in PARAMETERS})


@given(QUERIES)
@example({"at": ["2021-02-30"], "from": ["9" * 5000], "to": ["-1"], "focus": ["tie:~~~"], "lang": [""]})
@example({"municipality": ["all", "all"], "role": ["'; DROP TABLE actors"], "stated": ["<script>"]})
def test_no_link_can_fail_and_what_it_gives_can_be_written_again(query: dict[str, list[str]]) -> None:
    view = decode(query, OFFERED)

    assert view == decode(encode(view, OFFERED), OFFERED)


@given(QUERIES)
def test_no_link_can_fail_where_nothing_is_offered(query: dict[str, list[str]]) -> None:
    assert decode(query, NOTHING).selection.themes == ()


# One may look for any words, name a scenario as one likes, and have one that does not fit the data.
OPEN = {"q", "trial", "edit", "rival", "rival_edit"}
CLOSED = [parameter for parameter in PARAMETERS if parameter.name not in OPEN]


@pytest.mark.parametrize("parameter", CLOSED, ids=lambda parameter: parameter.name)
def test_an_unknown_value_is_the_default(parameter: object) -> None:
    name = parameter.name  # type: ignore[attr-defined]

    assert default_view(OFFERED) == decode({name: ["nonsens"]}, OFFERED)


def test_one_wrong_word_spoils_neither_its_neighbours_nor_the_other_parameters() -> None:
    view = decode({"theme": ["skola", "nonsens"], "level": ["galaxy"], "by": ["closeness"]}, OFFERED)

    assert (view.selection.themes, view.selection.level, view.size_by) == (("skola",), "unit", "closeness")


def test_words_come_in_the_order_in_which_they_are_offered() -> None:
    views = [
        decode({"place": values}, OFFERED)
        for values in (["kronogarden", "lextorp"], ["lextorp", "kronogarden"])
    ]

    assert views[0] == views[1]


def test_a_default_is_not_written() -> None:
    assert encode(default_view(OFFERED), OFFERED) == {}


def test_the_learning_examples_are_not_chosen_by_default() -> None:
    assert default_view(OFFERED).selection.municipalities == ("Trollhättan",)


@pytest.mark.parametrize(
    ("field", "parameter"), [("municipalities", "municipality"), ("roles", "role"), ("statuses", "status")]
)
def test_a_default_that_was_emptied_is_written_as_all(field: str, parameter: str) -> None:
    view = with_value(default_view(OFFERED), field, ())

    written = encode(view, OFFERED)

    assert written == {parameter: ["all"]}
    assert view == decode(written, OFFERED)


@pytest.mark.parametrize(
    "focus",
    [
        "actor:torget",
        "initiative:eidar",
        "tie:actor:eidar",
        "tie:actor:familjehuset~actor:familjehuset",
        "tie:actor:familjehuset~actor:borta",
        "tie:initiative:torget~actor:eidar",
        "tie:eidar~torget",
        "tie:actor:eidar~initiative:torget~initiative:gard",
        "tie:actor:eidar~",
        "way:actor:eidar",
        "way:actor:eidar~actor:eidar",
        "way:actor:eidar~actor:borta",
        "way:actor:eidar~initiative:torget",
        "way:initiative:torget~actor:eidar",
        "way:eidar~familjehuset",
        "~",
    ],
)
def test_a_focus_on_what_is_not_there_is_no_focus(focus: str) -> None:
    assert decode({"focus": [focus]}, OFFERED).focus == ""


@pytest.mark.parametrize("centre", ["group:borta", "group:", "tie:actor:eidar~initiative:torget", "unga"])
def test_what_cannot_stand_in_the_middle_leaves_it_to_the_page(centre: str) -> None:
    assert decode({"centre": [centre]}, OFFERED).centre == ""


def test_the_first_of_several_values_decides_where_one_is_wanted() -> None:
    assert decode({"lang": ["en", "sv"]}, OFFERED).language == "en"


def test_a_year_or_a_day_that_cannot_be_chosen_is_the_default() -> None:
    view = decode({"from": ["2030"], "to": ["1999"], "at": ["1900-01-01"]}, OFFERED)

    assert default_view(OFFERED) == view


def test_a_search_is_cut_at_its_longest() -> None:
    assert decode({"q": ["x" * 1000]}, OFFERED).sought == "x" * 100


def test_of_the_edits_of_a_scenario_so_many_are_read() -> None:
    assert (
        decode({"edit": ["remove-actor:a"] * 1000}, OFFERED).trial_edits == ("remove-actor:a",) * MOST_TEXTS
    )


@given(VIEWS)
def test_whatever_is_offered_may_be_chosen(view: View) -> None:
    for parameter in PARAMETERS:
        value = parameter.value(view)
        assert offered_value(parameter, value, OFFERED) == value


@pytest.mark.parametrize(
    ("field", "value"),
    [("level", "enheter var för sig"), ("layout", "Efter närhet"), ("year_from", 1066), ("focus", "Polisen")],
)
def test_what_is_not_offered_cannot_be_chosen(field: str, value: object) -> None:
    parameter = next(parameter for parameter in PARAMETERS if parameter.field == field)

    with pytest.raises(ValueError, match=str(value)):
        offered_value(parameter, value, OFFERED)


def test_of_several_only_those_offered_are_kept_and_in_the_order_chosen() -> None:
    themes = next(parameter for parameter in PARAMETERS if parameter.field == "themes")

    assert offered_value(themes, ("skola", "arbete"), OFFERED) == ("skola", "arbete")
    assert offered_value(themes, ("skola", "trafik"), OFFERED) == ("skola",)
