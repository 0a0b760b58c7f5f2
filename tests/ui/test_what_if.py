"""Tänk om: changes from a link or by hand, one scenario or two, and data that stay as they are."""

from __future__ import annotations

import pytest

from samverkan import open_package, workflows
from samverkan.cards.what_if import dropped_sentences, edit_sentences, shift_lines, tried_names
from samverkan.domain.edits import AddInitiative, AddParticipation, RemoveActor, encode_edit
from samverkan.domain.scenario import Scenario, decode_scenario
from samverkan.domain.vocabulary import GAP_KINDS
from samverkan.gaps.what_if import scenario_study
from samverkan.gaps.what_if import what_if as compared
from samverkan.i18n import LANGUAGES, translator
from samverkan.tables.scenario_file import scenario_from_json, scenario_to_json

WORDS = translator("sv")
POLICE = "remove-actor:polisen-trollhattan"
EIDAR = "remove-actor:eidar"
MEETING = AddInitiative("ny-traff", "Ny träff", ("unga",), ("kronogarden",))
JOINED = AddParticipation("eidar", "ny-traff")
NONSENSE = "add:![x](http://example.invalid/a.png)@<script>"


@pytest.fixture(scope="module")
def dataset():
    """Return the project's own data."""
    return open_package().dataset


def sentences(dataset, *texts, language="sv"):
    """Return the changes of a link in words, numbered as on the page."""
    scenario = decode_scenario("", texts, dataset).scenario
    told = edit_sentences(scenario, dataset, translator(language))
    return [f"{place}. {sentence}" for place, sentence in enumerate(told, start=1)]


def difference(dataset, *texts, language="sv"):
    """Return what a scenario changes in the tables, in words."""
    before = workflows.home_study(dataset)
    after = scenario_study(before, decode_scenario("", texts, dataset).scenario)
    names = tried_names(before.dataset, after.dataset)
    return [line.text for line in shift_lines(compared(before, after), names, translator(language))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_with_changes_shows_them_and_what_differs(dashboard, dataset, language):
    texts = [POLICE, encode_edit(MEETING), encode_edit(JOINED)]

    page = dashboard.open("tank-om", edit=texts, trial="Utan polisen", lang=language)

    assert list(page.app.exception) == []
    assert list(page.app.warning) == []
    assert set(sentences(dataset, *texts, language=language)) <= set(page.in_element("p"))
    assert "Utan polisen" in page.in_element("h2")
    expected = difference(dataset, *texts, language=language)
    assert expected
    assert set(expected) <= set(page.in_element("li"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_changes_the_page_says_how_to_begin(dashboard, language):
    words = translator(language)

    page = dashboard.open("tank-om", lang=language)

    assert [info.value for info in page.app.info] == [words("what_if.page.no_edits")]
    assert [words(f"what_if.hint.{hint}") for hint in ("end", "leave", "new")] == page.in_element("li")


def test_the_same_link_shows_the_same_in_another_window(dashboard):
    page = dashboard.open("tank-om", edit=[POLICE, encode_edit(MEETING)], trial="Prov")

    other = type(page)().open("tank-om", **page.query)

    assert other.markup == page.markup
    assert other.query == page.query


def test_a_change_is_added_by_hand(dashboard, dataset):
    page = dashboard.open("tank-om")
    page.app.selectbox("trial kind").set_value("remove_actor").run()
    page.app.selectbox("trial actor").set_value("polisen-trollhattan").run()

    page.press("trial add")

    assert list(page.app.exception) == []
    assert page.query == {"edit": POLICE}
    assert set(sentences(dataset, POLICE)) <= set(page.in_element("p"))


def test_an_actor_joins_an_initiative_that_was_added_before(dashboard, dataset):
    page = dashboard.open("tank-om")
    page.app.selectbox("trial kind").set_value("add_initiative").run()
    page.app.text_input("trial new initiative").set_value("Ny träff")
    page.app.multiselect("trial new groups").set_value(["unga"])
    page.app.multiselect("trial new places").set_value(["kronogarden"])
    page.press("trial add")
    page.app.selectbox("trial kind").set_value("add_participation").run()
    page.app.selectbox("trial actor").set_value("eidar")
    page.app.selectbox("trial initiative").set_value("ny-traff")

    page.press("trial add")

    texts = [encode_edit(MEETING), encode_edit(JOINED)]
    assert page.query == {"edit": texts}
    assert set(sentences(dataset, *texts)) <= set(page.in_element("p"))


@pytest.mark.parametrize(
    "kind",
    [
        "remove_actor",
        "end_funding",
        "add_participation",
        "remove_participation",
        "remove_initiative",
        "add_initiative",
        "add_actor",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_that_is_not_filled_in_is_not_added(dashboard, kind, language):
    page = dashboard.open("tank-om", lang=language)
    page.app.selectbox("trial kind").set_value(kind).run()

    page.press("trial add")

    words = translator(language)
    assert list(page.app.exception) == []
    assert [error.value for error in page.app.error] == [words("what_if.page.incomplete")]
    assert "edit" not in page.query


@pytest.mark.parametrize(("kind", "field"), [("end_funding", "funded"), ("remove_initiative", "initiative")])
def test_a_change_of_an_initiative_is_added_by_hand(dashboard, dataset, kind, field):
    funded = dataset.tables["funding"]
    (initiative, *_) = sorted(funded.loc[funded["kind"] != "ordinary", "initiative_id"])
    page = dashboard.open("tank-om")
    page.app.selectbox("trial kind").set_value(kind).run()
    page.app.selectbox(f"trial {field}").set_value(initiative).run()

    page.press("trial add")

    assert list(page.app.exception) == []
    assert page.query == {"edit": f"{kind.replace('_', '-')}:{initiative}"}


def test_a_part_is_taken_away_by_hand(dashboard, dataset):
    links = dataset.tables["participations"]
    own = sorted(set(links.loc[links["actor_id"] == "eidar", "initiative_id"]))
    page = dashboard.open("tank-om")
    page.app.selectbox("trial kind").set_value("remove_participation").run()
    page.app.selectbox("trial actor").set_value("eidar").run()
    assert len(page.app.selectbox("trial own initiative").options) == len(own)
    page.app.selectbox("trial own initiative").set_value(own[0]).run()

    page.press("trial add")

    assert page.query == {"edit": f"remove:eidar@{own[0]}"}


@pytest.mark.parametrize("kind", ["add_initiative", "add_actor"])
def test_what_is_new_needs_a_name_that_can_be_seen(dashboard, kind):
    page = dashboard.open("tank-om")
    page.app.selectbox("trial kind").set_value(kind).run()
    page.app.text_input(f"trial {kind.replace('add_', 'new ')}").set_value("   ")

    page.press("trial add")

    assert [error.value for error in page.app.error] == [WORDS("what_if.page.incomplete")]
    assert page.query == {}


def test_a_change_is_taken_away_and_the_others_stay(dashboard, dataset):
    page = dashboard.open("tank-om", edit=[POLICE, EIDAR])

    page.press("trial remove 0")

    assert page.query == {"edit": EIDAR}
    assert set(sentences(dataset, EIDAR)) <= set(page.in_element("p"))


def test_the_last_change_taken_away_leaves_nothing_to_try(dashboard):
    page = dashboard.open("tank-om", edit=POLICE)

    page.press("trial remove 0")

    assert page.query == {}
    assert [info.value for info in page.app.info] == [WORDS("what_if.page.no_edits")]


def test_the_change_that_is_taken_away_is_the_one_shown_beside_the_button(dashboard):
    page = dashboard.open("tank-om", edit=[NONSENSE, POLICE, EIDAR])

    page.press("trial remove 0")

    assert page.query == {"edit": EIDAR}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_of_nonsense_is_told_and_the_rest_is_tried(dashboard, dataset, language):
    texts = [NONSENSE, POLICE, "explode:everything", "remove-actor:nobody"]
    told = dropped_sentences(decode_scenario("", texts, dataset).dropped, translator(language))
    assert len(told) == 3

    page = dashboard.open("tank-om", edit=texts, lang=language)

    assert list(page.app.exception) == []
    assert len(page.app.warning) == 3
    assert [warning.value for warning in page.app.warning][1:] == list(told[1:])
    assert all("](" not in warning.value for warning in page.app.warning)
    assert set(sentences(dataset, POLICE, language=language)) <= set(page.in_element("p"))
    assert set(difference(dataset, POLICE, language=language)) <= set(page.in_element("li"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_scenarios_stand_side_by_side(dashboard, dataset, language):
    words = translator(language)

    page = dashboard.open("tank-om", edit=POLICE, rival_edit=EIDAR, rival="Utan Eidar", lang=language)

    assert list(page.app.exception) == []
    titles = [f"{words('what_if.page.unnamed')} 1", "Utan Eidar"]
    assert [heading for heading in page.in_element("h2") if heading in titles] == titles
    header = page.in_element("th")
    now = header.index(words("what_if.page.now"))
    assert header[now + 1 : now + 3] == titles
    for edit in (POLICE, EIDAR):
        assert set(difference(dataset, edit, language=language)) <= set(page.in_element("li"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gaps_that_come_and_go_are_counted_when_they_are_asked_for(dashboard, language):
    words = translator(language)

    page = dashboard.unfold("what if gaps").open("tank-om", edit=POLICE, lang=language)

    assert list(page.app.exception) == []
    kinds = tuple(words(f"what_if.gap.{kind}") for kind in GAP_KINDS)
    assert any(line.startswith(kinds) for line in page.in_element("li"))


def test_what_is_tried_leaves_every_other_page_as_it_was(dashboard, dataset):
    before = type(dashboard)().open("aktorer")
    fingerprint = dataset.fingerprint

    page = dashboard.open("tank-om", edit=POLICE).turn_to("aktorer")

    assert page.query == {"edit": POLICE}
    assert page.status == before.status
    assert page.markup == before.markup
    assert open_package().dataset.fingerprint == fingerprint


def test_a_scenario_is_saved_and_opened_again_in_another_window(dashboard, dataset, download):
    page = dashboard.unfold("trial file").open("tank-om", edit=[POLICE, EIDAR], trial="Prov")

    saved = download(page, WORDS("what_if.page.download"))
    other = type(page)().unfold("trial file").open("tank-om")
    other.app.file_uploader(key="trial upload").set_value(("x.json", saved, "application/json")).run()
    other.press("trial open")

    edits = (RemoveActor("polisen-trollhattan"), RemoveActor("eidar"))
    assert scenario_from_json(saved, dataset).scenario == Scenario("Prov", edits)
    assert other.query == {"trial": "Prov", "edit": [POLICE, EIDAR]}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": "samverkan-scenario"}'])
def test_a_file_that_is_no_scenario_is_told_and_changes_nothing(dashboard, content):
    page = dashboard.unfold("trial file").open("tank-om", edit=POLICE)
    page.app.file_uploader(key="trial upload").set_value(("x.json", content, "application/json")).run()

    page.press("trial open")

    assert list(page.app.exception) == []
    assert len(page.app.error) == 1
    assert page.query == {"edit": POLICE}


def test_what_of_a_file_does_not_fit_the_data_is_told(dashboard, dataset):
    scenario = Scenario("Äldre", (RemoveActor("nobody"), RemoveActor("eidar")))
    page = dashboard.unfold("trial file").open("tank-om")
    content = scenario_to_json(scenario, dataset).encode()
    page.app.file_uploader(key="trial upload").set_value(("x.json", content, "application/json")).run()

    page.press("trial open")

    expected = WORDS("error.scenario_unknown_actor", name="nobody")
    assert [warning.value for warning in page.app.warning] == [expected]
    assert set(sentences(dataset, EIDAR)) <= set(page.in_element("p"))
