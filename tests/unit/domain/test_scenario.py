from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.scenario import (
    MOST_EDITS,
    AddActor,
    AddInitiative,
    AddParticipation,
    Edit,
    EndFunding,
    RemoveActor,
    RemoveInitiative,
    RemoveParticipation,
    Scenario,
    apply,
    decode_scenario,
    encode_scenario,
    new_actor,
    new_initiative,
    sifted,
)
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.vocabulary import SECTOR_OF_KIND
from samverkan.errors import SamverkanError
from samverkan.tables.check import check

Drawn = Callable[..., Dataset]


@pytest.fixture(scope="module")
def town(drawn: Drawn) -> Dataset:
    """Two departments' units, a house and the police; a square, a café with a grant and a club."""
    links = [
        "kff-torget",
        "hallen-torget",
        "hallen-klubben",
        "polisen-torget",
        "eidar-kafeet",
        "polisen-kafeet",
    ]
    return drawn(
        [
            {"actor_id": actor, "initiative_id": initiative, "role": "partner"}
            for actor, initiative in (link.split("-") for link in links)
        ]
        + [{"actor_id": "delmos", "initiative_id": "kafeet", "role": "funder"}],
        actors=[{"id": "hallen", "parent_id": "kff"}, {"id": "gamla", "merged_into": "eidar"}],
        initiatives=[
            {"id": "torget", "place_ids": "lextorp"},
            {"id": "kafeet", "end": "2030", "parent_id": "torget"},
            {"id": "klubben"},
        ],
        serves="torget-unga kafeet-aldre",
        funding="kafeet-delmos",
        facts=[
            {"initiative_id": "torget", "actor_id": "polisen"},
            {"initiative_id": "", "actor_id": "eidar"},
        ],
        judgements=[
            {"id": "j1", "subject_id": "polisen", "object_id": "eidar"},
            {"id": "j2", "kind": "seat", "subject_id": "eidar", "object_id": "torget"},
            {"id": "j3", "kind": "cell", "subject_id": "unga", "object_id": "lextorp"},
            {"id": "j4", "kind": "example", "subject_id": "police", "object_id": "torget"},
        ],
    )


def tried(dataset: Dataset, *edits: Edit) -> Dataset:
    return apply(dataset, Scenario("Prova", edits))


def same(one: Dataset, other: Dataset) -> bool:
    return all(one.tables[name].equals(other.tables[name]) for name in one.tables)


def parts(dataset: Dataset) -> list[tuple[str, str]]:
    links = dataset.participations
    return sorted(zip(links["actor_id"], links["initiative_id"], strict=True))


OPPOSITES = [
    (AddParticipation("eidar", "torget"), RemoveParticipation("eidar", "torget")),
    (RemoveParticipation("polisen", "torget"), AddParticipation("polisen", "torget")),
    (RemoveParticipation("kff", "torget"), AddParticipation("kff", "torget")),
    (RemoveParticipation("delmos", "kafeet"), AddParticipation("delmos", "kafeet")),
    (RemoveActor("polisen"), AddActor("polisen", "Polisen", "association")),
    (RemoveActor("kff"), AddActor("kff", "Kff", "association")),
    (RemoveActor("delmos"), AddActor("delmos", "Delmos", "association")),
    (AddActor("kyrkan", "Kyrkan", "faith_community"), RemoveActor("kyrkan")),
    (AddInitiative("fest", "Fest", ("unga",), ("lextorp",)), RemoveInitiative("fest")),
    (RemoveInitiative("torget"), AddInitiative("torget", "Torget")),
    (RemoveInitiative("kafeet"), AddInitiative("kafeet", "Kafeet")),
]
"""Each changes something, and what undoes it."""


@pytest.mark.parametrize(("edit", "opposite"), OPPOSITES)
def test_an_edit_and_its_opposite_restore_every_cell(town: Dataset, edit: Edit, opposite: Edit) -> None:
    assert not same(tried(town, edit), town)
    assert same(tried(town, edit, opposite), town)


@given(
    before=st.lists(st.sampled_from([edit for pair in OPPOSITES for edit in pair]), max_size=4), at=st.data()
)
def test_an_edit_and_its_opposite_restore_whatever_was_before(
    town: Dataset, before: list[Edit], at: st.DataObject
) -> None:
    edits = sifted(town, Scenario("", tuple(before))).scenario.edits
    edit, opposite = at.draw(st.sampled_from(OPPOSITES))
    start = tried(town, *edits)
    possible = sifted(town, Scenario("", (*edits, edit))).scenario.edits[len(edits) :]

    if possible and not same(tried(town, *edits, edit), start):
        assert same(tried(town, *edits, edit, opposite), start)


@given(st.lists(st.sampled_from([edit for pair in OPPOSITES for edit in pair]), max_size=6))
def test_nothing_that_can_be_tried_is_at_fault(town: Dataset, edits: list[Edit]) -> None:
    kept = sifted(town, Scenario("", tuple(edits))).scenario

    assert [finding for finding in check(apply(town, kept).tables) if finding.severity == "error"] == []


def test_the_data_set_itself_is_not_touched(town: Dataset) -> None:
    before = Dataset(dict(town.tables))

    tried(town, RemoveActor("kff"), AddParticipation("eidar", "torget"), EndFunding("kafeet"))

    assert same(before, town)
    assert Dataset(dict(town.tables)).fingerprint == town.fingerprint


def test_no_edits_change_nothing(town: Dataset) -> None:
    assert same(tried(town), town)


def test_the_order_of_rows_does_not_matter(town: Dataset) -> None:
    turned = Dataset({name: rows[::-1] for name, rows in town.tables.items()})
    edits = (RemoveActor("kff"), AddInitiative("fest", "Fest"), AddParticipation("eidar", "fest"))

    assert tried(turned, *edits).fingerprint == tried(town, *edits).fingerprint


# What each edit does


def test_who_joins_is_a_stated_partner(town: Dataset) -> None:
    after = tried(town, AddParticipation("eidar", "torget"))

    row = after.participations.iloc[-1]
    assert len(after.participations) == len(town.participations) + 1
    assert list(row[["actor_id", "initiative_id", "role", "status", "certainty"]]) == [
        "eidar",
        "torget",
        "partner",
        "known",
        "stated",
    ]


def test_who_takes_part_already_changes_nothing_by_joining(town: Dataset) -> None:
    assert same(tried(town, AddParticipation("polisen", "torget")), town)


def test_who_only_pays_may_join(town: Dataset) -> None:
    chosen = Selection(municipalities=("Trollhättan",))
    after = study(tried(town, AddParticipation("delmos", "kafeet")), chosen)

    assert "delmos" not in study(town, chosen).network.actors
    assert "kafeet" in after.network.initiatives_of("delmos")


@pytest.mark.parametrize("over", [{"status": "ended"}, {"status": "planned"}, {"end": "2019"}])
def test_who_took_part_once_may_join_again(drawn: Drawn, over: dict[str, str]) -> None:
    dataset = drawn([{"actor_id": "eidar", "initiative_id": "torget", **over}])

    after = tried(dataset, AddParticipation("eidar", "torget"))

    assert study(dataset, Selection()).network.actors == ()
    assert study(after, Selection()).network.actors == ("eidar",)


def test_who_leaves_takes_its_own_units_along(town: Dataset) -> None:
    after = tried(town, RemoveParticipation("kff", "torget"))

    assert set(parts(town)) - set(parts(after)) == {("kff", "torget"), ("hallen", "torget")}


def test_a_unit_can_come_back_without_its_department(town: Dataset) -> None:
    after = tried(town, RemoveParticipation("kff", "torget"), AddParticipation("hallen", "torget"))

    assert set(parts(town)) - set(parts(after)) == {("kff", "torget")}
    assert set(after.participations["source_id"]) == {"sidan"}


def test_an_actor_that_goes_leaves_no_row_behind(town: Dataset) -> None:
    after = tried(town, RemoveActor("kff"))

    assert set(town.actors["id"]) - set(after.actors["id"]) == {"kff", "hallen"}
    assert set(parts(town)) - set(parts(after)) == {
        pair for pair in parts(town) if pair[0] in ("kff", "hallen")
    }
    assert set(after.initiatives["id"]) == set(town.initiatives["id"])


def test_an_actor_that_goes_takes_its_money_its_figures_and_its_judgements_along(town: Dataset) -> None:
    assert len(tried(town, RemoveActor("delmos")).funding) == 0
    assert list(tried(town, RemoveActor("polisen")).facts["actor_id"]) == ["eidar"]
    assert list(tried(town, RemoveActor("polisen")).table("judgements")["id"]) == ["j2", "j3", "j4"]
    assert list(tried(town, RemoveActor("eidar")).table("judgements")["id"]) == ["j3", "j4"]


def test_an_older_name_goes_with_its_actor(town: Dataset) -> None:
    assert "gamla" not in set(tried(town, RemoveActor("eidar")).actors["id"])


def test_an_initiative_that_goes_leaves_its_actors_and_its_children(town: Dataset) -> None:
    after = tried(town, RemoveInitiative("torget"))

    assert set(after.actors["id"]) == set(town.actors["id"])
    assert list(after.initiatives["id"]) == ["kafeet", "klubben"]
    assert list(after.initiatives["parent_id"]) == ["", ""]
    assert list(after.serves["initiative_id"]) == ["kafeet"]
    assert list(after.table("judgements")["id"]) == ["j1", "j3"]


def test_an_initiative_ends_with_its_funding_even_if_it_was_to_go_on(town: Dataset) -> None:
    before, after = (study(dataset, Selection()) for dataset in (town, tried(town, EndFunding("kafeet"))))

    assert before.initiatives.loc["kafeet", "status_now"] == "ongoing"
    assert after.initiatives.loc["kafeet", "status_now"] == "ended"
    assert not after.initiatives.loc["kafeet", "counted"]
    assert len(after.funding) == 0


def test_ordinary_money_stays_when_a_grant_ends(drawn: Drawn) -> None:
    dataset = drawn(
        "eidar-kafeet",
        funding=[
            {"initiative_id": "kafeet", "funder_id": "delmos"},
            {"initiative_id": "kafeet", "funder_id": "staden", "kind": "ordinary"},
        ],
    )

    assert list(tried(dataset, EndFunding("kafeet")).funding["funder_id"]) == ["staden"]


def test_a_new_initiative_is_under_way_at_home_for_its_groups_and_places(town: Dataset) -> None:
    after = tried(
        town,
        AddInitiative("fest", "Fest", ("unga", "aldre"), ("lextorp",)),
        AddParticipation("eidar", "fest"),
    )
    chosen = study(after, Selection(municipalities=("Trollhättan",), places=("lextorp",)))

    assert "fest" in chosen.network.initiatives_of("eidar")
    assert {("unga", "lextorp"), ("aldre", "lextorp")} <= set(chosen.cells.labels)


@pytest.mark.parametrize("kind", SECTOR_OF_KIND)
def test_a_new_actor_of_any_kind_is_well_formed(town: Dataset, kind: str) -> None:
    after = tried(town, AddActor("ny", "Ny", kind))

    assert check(after.tables) == []
    assert after.actors.iloc[-1]["sector"] == SECTOR_OF_KIND[kind]


# Never confusable with evidence


def test_what_is_tried_has_a_source_that_says_so_and_has_no_date(town: Dataset) -> None:
    after = tried(town, AddParticipation("eidar", "torget"))

    row = after.sources.iloc[-1]
    assert row["title"] == "Tänk om: Prova (ett scenario som prövas, inte en källa)"
    assert (row["published"], row["reviewed"]) == ("", "")
    assert after.participations.iloc[-1]["source_id"] == row["id"]


def test_what_only_goes_needs_no_source(town: Dataset) -> None:
    assert len(tried(town, RemoveActor("kff")).sources) == len(town.sources)


def test_a_source_of_the_data_is_not_taken_for_the_scenario_s(drawn: Drawn) -> None:
    dataset = drawn("eidar-torget", actors=[{"id": "polisen"}], sources=[{"id": "scenario"}, {"id": "sidan"}])

    after = tried(dataset, AddParticipation("polisen", "torget"))

    assert list(after.sources["id"]) == ["scenario", "sidan", "scenario-2"]


# What cannot be made


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (AddParticipation("okand", "torget"), "scenario_unknown_actor"),
        (AddParticipation("eidar", "okand"), "scenario_unknown_initiative"),
        (RemoveParticipation("eidar", "torget"), "scenario_no_part"),
        (RemoveActor("okand"), "scenario_unknown_actor"),
        (RemoveInitiative("okand"), "scenario_unknown_initiative"),
        (EndFunding("okand"), "scenario_unknown_initiative"),
        (EndFunding("torget"), "scenario_no_grant"),
        (AddActor("eidar", "Eidar", "association"), "scenario_actor_exists"),
        (AddActor("ny", "Ny", "okand"), "scenario_unknown_kind"),
        (AddActor("Å", "Å", "other"), "scenario_bad_id"),
        (AddActor("ny", " ", "other"), "scenario_bad_name"),
        (AddActor("ny", "a\nb", "other"), "scenario_bad_name"),
        (AddActor("ny", "a" * 201, "other"), "scenario_bad_name"),
        (AddInitiative("torget", "Torget"), "scenario_initiative_exists"),
        (AddInitiative("ny", "Ny", ("okand",)), "scenario_unknown_group"),
        (AddInitiative("ny", "Ny", (), ("okand",)), "scenario_unknown_place"),
    ],
)
def test_an_edit_of_what_is_not_there_is_refused(town: Dataset, edit: Edit, code: str) -> None:
    with pytest.raises(SamverkanError) as refused:
        tried(town, edit)

    assert code == refused.value.code


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ((RemoveActor("eidar"), AddParticipation("eidar", "torget")), "scenario_unknown_actor"),
        ((RemoveActor("kff"), RemoveActor("hallen")), "scenario_unknown_actor"),
        ((RemoveInitiative("torget"), RemoveParticipation("kff", "torget")), "scenario_unknown_initiative"),
        ((RemoveActor("eidar"), AddActor("eidar", "Någon annan", "other")), "scenario_actor_exists"),
        ((RemoveInitiative("torget"), AddInitiative("torget", "Ett annat")), "scenario_initiative_exists"),
    ],
)
def test_what_an_earlier_edit_took_away_is_not_there(
    town: Dataset, edits: tuple[Edit, ...], code: str
) -> None:
    with pytest.raises(SamverkanError) as refused:
        tried(town, *edits)

    assert code == refused.value.code


# From a link


def test_a_link_brings_its_scenario_back(town: Dataset) -> None:
    edits = (AddInitiative("fest", "Fest", ("unga",)), AddParticipation("eidar", "fest"), RemoveActor("kff"))
    scenario = Scenario("Fest & annat", edits)

    found = decode_scenario(scenario.name, encode_scenario(scenario), town)

    assert (scenario, ()) == (found.scenario, found.dropped)


def test_what_a_link_says_wrongly_is_left_out_and_told(town: Dataset) -> None:
    texts = ["trolla:bort", "remove-actor:okand", "add:okand@torget", "remove-actor:kff"]

    found = decode_scenario("En\nrad", texts, town)

    assert Scenario("En rad", (RemoveActor("kff"),)) == found.scenario
    assert [(dropped.text, dropped.code) for dropped in found.dropped] == [
        ("trolla:bort", "scenario_unreadable"),
        ("remove-actor:okand", "scenario_unknown_actor"),
        ("add:okand@torget", "scenario_unknown_actor"),
    ]


def test_what_leans_on_a_left_out_edit_is_left_out_too(town: Dataset) -> None:
    found = decode_scenario("", ["add-actor:ny@Ny@trollkarl", "add:ny@torget"], town)

    assert found.scenario.edits == ()
    assert [dropped.code for dropped in found.dropped] == ["scenario_unknown_kind", "scenario_unknown_actor"]


def test_a_link_of_any_length_is_cut(town: Dataset) -> None:
    texts = [f"add-actor:ny-{number}@Ny@other" for number in range(MOST_EDITS + 1)]

    found = decode_scenario("", texts, town)

    assert (
        len(found.scenario.edits),
        [dropped.code for dropped in found.dropped],
    ) == (MOST_EDITS, ["scenario_too_long"])


@given(
    st.text(),
    st.lists(st.text() | st.sampled_from(["add:eidar@torget", "add-actor:x@@", "remove:kff@torget"])),
)
def test_no_link_raises(town: Dataset, name: str, texts: list[str]) -> None:
    found = decode_scenario(name, texts, town)

    assert len(found.scenario.edits) + len(found.dropped) == len(texts)
    apply(town, found.scenario)


# New names


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Nya kyrkan på Öxnered", "nya-kyrkan-pa-oxnered"),
        ("Eidar", "eidar-2"),
        ("  Två \n rader ", "tva-rader"),
        ("日本", "ny"),
    ],
)
def test_a_new_actor_gets_an_id_of_its_name(town: Dataset, name: str, identifier: str) -> None:
    edit = new_actor(town, name, "other")

    assert identifier == edit.actor
    assert edit.actor in set(tried(town, edit).actors["id"])


def test_a_new_initiative_gets_an_id_of_its_name(town: Dataset) -> None:
    assert new_initiative(town, "Torget", ["unga"]) == AddInitiative("torget-2", "Torget", ("unga",))


@given(st.text(min_size=1, max_size=50).filter(str.isprintable).filter(str.strip))
def test_any_name_that_can_be_seen_makes_an_actor(town: Dataset, name: str) -> None:
    edit = new_actor(town, name, "other")

    assert edit.name in set(tried(town, edit).actors["name"])
