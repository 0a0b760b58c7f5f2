from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from samverkan.analysis.cohesion import cohesion
from samverkan.domain.dataset import Dataset
from samverkan.domain.findings import Finding
from samverkan.domain.scenario import decode_scenario
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.vocabulary import GAP_KINDS, MEASURES
from samverkan.errors import DataError, UnknownNameError
from samverkan.gaps.what_if import scenario_study
from samverkan.i18n import LANGUAGES, phrases, translator
from samverkan.tables import write_package
from samverkan.tables.check import check
from samverkan.workflows import (
    DataStatus,
    KeyActor,
    app_file,
    data_status,
    deck,
    default_folder,
    dropped,
    export,
    gap_changes,
    groups,
    home_selection,
    home_study,
    key_actors,
    network_summary,
    open_package,
    open_questions,
    ranked_actors,
    sentence,
)

Drawn = Callable[..., Dataset]


def test_the_data_that_travel_with_the_program_are_opened_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMVERKAN_DATA", raising=False)

    assert (default_folder() / "actors.csv").is_file()
    assert app_file().is_file()


def test_another_package_can_be_named_in_the_environment(
    drawn: Drawn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = drawn("a-x")
    write_package(dataset, tmp_path)

    monkeypatch.setenv("SAMVERKAN_DATA", str(tmp_path))

    assert dataset.fingerprint == open_package().dataset.fingerprint


def test_a_folder_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        open_package(tmp_path / "borta")


def test_everything_starts_without_the_learning_examples(drawn: Drawn) -> None:
    dataset = drawn("a-x b-y", initiatives=[{"id": "y", "municipality": "Ljungby", "reference": "yes"}])

    assert home_selection(dataset).municipalities == ("Trollhättan",)
    assert home_study(dataset).network.initiatives == ("x",)


def test_ranked_actors_carry_their_names_and_sectors(drawn: Drawn) -> None:
    dataset = drawn("a-x a-y b-x c-y", actors=[{"id": "a", "name": "Eidar", "sector": "municipal"}])

    table = ranked_actors(study(dataset, Selection()), by="initiatives")

    assert table[["rank", "name", "sector", "initiatives"]].to_numpy().tolist() == [
        [1, "Eidar", "municipal", 2],
        [2, "B", "civil_society", 1],
        [2, "C", "civil_society", 1],
    ]


def test_key_actors_are_those_who_cut_most_off(drawn: Drawn) -> None:
    dataset = drawn("a-x b-x b-y c-y c-z d-z d-w e-w e-v f-v b-solo")

    found = key_actors(study(dataset, Selection()))

    assert found[0] == KeyActor(
        "c",
        (("actor", "a"), ("actor", "b"), ("initiative", "solo"), ("initiative", "x"), ("initiative", "y")),
    )
    assert [(key.actor, len(key.separated)) for key in found] == [("c", 5), ("d", 4), ("b", 2), ("e", 2)]


def test_where_nobody_cuts_anyone_off_there_are_no_key_actors(drawn: Drawn) -> None:
    assert key_actors(study(drawn("a-x b-x a-y b-y"), Selection())) == ()
    assert key_actors(study(drawn("a-x"), Selection(themes=("ingen",)))) == ()


MEETING = "a-one a-two b-three b-four"
"""Two actors with two initiatives each, and none together."""
SAME_PEOPLE = "one-unga two-unga three-unga four-unga one-barn two-barn three-barn four-barn"


def meeting(drawn: Drawn) -> Dataset:
    """Return data in which two actors reach the same people in the same place, each on its own."""
    initiatives = [{"id": name, "place_ids": "torget"} for name in ("one", "two", "three", "four")]
    return drawn(MEETING, initiatives=initiatives, serves=SAME_PEOPLE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", GAP_KINDS)
def test_every_kind_of_gap_has_a_deck_with_cards_or_with_the_reason_why_not(
    drawn: Drawn, kind: str, language: str
) -> None:
    for chosen in (
        study(meeting(drawn), Selection()),
        study(drawn("a-x"), Selection()),
        study(drawn("a-x"), Selection(themes=("ingen",))),
    ):
        made = deck(chosen, kind=kind, language=language)

        assert made.kind == kind
        assert bool(made.cards) != bool(made.silence)
        assert len(made.findings) == len(made.cards)
        assert len({card.id for card in made.cards}) == len(made.cards)


def test_a_deck_speaks_the_language_asked_for(drawn: Drawn) -> None:
    chosen = study(meeting(drawn), Selection())

    swedish, english = (deck(chosen, kind="partnership", language=language) for language in ("sv", "en"))

    assert [card.id for card in swedish.cards] == ["partnership:a~b"] == [card.id for card in english.cards]
    assert swedish.cards[0].claim != english.cards[0].claim


def test_an_unknown_kind_of_gap_is_refused_with_those_that_there_are(drawn: Drawn) -> None:
    with pytest.raises(UnknownNameError) as caught:
        deck(study(drawn("a-x"), Selection()), kind="invitation", language="sv")

    assert caught.value.params == {"name": "invitation", "known": ", ".join(GAP_KINDS)}


def test_dropped_links_leave_every_counted_actor_in_the_tables(drawn: Drawn) -> None:
    chosen = study(drawn("a-x b-x b-y c-y c-z"), Selection())

    runs = dropped(chosen)

    assert list(runs.observed.index) == ["a", "b", "c"]
    assert list(runs.observed.columns) == list(MEASURES)
    assert all(list(run.index) == ["a", "b", "c"] for run in runs.runs)
    assert any(not run.equals(runs.observed) for run in runs.runs)


def test_groups_are_of_the_counted_actors(drawn: Drawn) -> None:
    tied = "a-x b-x c-x a-y b-y c-y d-z e-z f-z d-w e-w f-w"
    dataset = drawn(f"{tied} g-over", initiatives=[{"id": "over", "status": "ended"}])

    found = groups(study(dataset, Selection()))

    assert {group.actors for group in found.groups} == {("a", "b", "c"), ("d", "e", "f")}


def test_open_questions_ask_about_partnerships_that_are_missing(drawn: Drawn) -> None:
    work = open_questions(study(meeting(drawn), Selection()))

    assert ("partnership", "a", "b") in {(one.kind, one.subject, one.object) for one in work.questions}


def test_where_nothing_is_counted_there_are_no_questions(drawn: Drawn) -> None:
    assert open_questions(study(drawn("a-x"), Selection(themes=("ingen",)))).questions == ()


def test_a_scenario_closes_the_gap_that_it_fills_and_no_other(drawn: Drawn) -> None:
    dataset = meeting(drawn)
    before = study(dataset, Selection())
    after = scenario_study(before, decode_scenario("", ["add:b@one"], dataset).scenario)

    changes = gap_changes(before, after, translator("sv"))

    assert set(changes) == set(GAP_KINDS)
    assert changes["partnership"].closed == ("partnership:a~b",)
    assert changes["partnership"].opened == ()


def test_a_scenario_that_closes_the_first_of_the_pairs_on_a_card_opens_none_of_the_others(
    drawn: Drawn,
) -> None:
    units = [{"id": unit, "parent_id": "forvaltningen"} for unit in ("b", "c")]
    initiatives = [{"id": name, "place_ids": "torget"} for name in ("one", "two", "three", "four")]
    dataset = drawn(f"{MEETING} c-three c-four", initiatives=initiatives, serves=SAME_PEOPLE, actors=units)
    before = study(dataset, Selection())
    after = scenario_study(before, decode_scenario("", ["add:b@one"], dataset).scenario)

    (card,) = deck(before, kind="partnership", language="sv").cards
    change = gap_changes(before, after, translator("sv"))["partnership"]

    assert (card.id, card.alike) == ("partnership:a~b", ("partnership:a~c",))
    assert (change.closed, change.opened, change.n_kept) == (("partnership:a~b",), (), 1)


def test_a_scenario_without_changes_opens_and_closes_no_gap(drawn: Drawn) -> None:
    before = study(meeting(drawn), Selection())

    changes = gap_changes(before, before, translator("sv"))

    assert [(change.opened, change.closed) for change in changes.values()] == [((), ())] * len(GAP_KINDS)


def test_the_summary_is_that_of_the_counted_network(drawn: Drawn) -> None:
    chosen = study(drawn("a-x b-x", initiatives=[{"id": "y", "status": "ended"}]), Selection())

    assert cohesion(chosen.network) == network_summary(chosen)
    assert network_summary(chosen).n_initiatives == 1


def test_the_status_of_the_data_says_what_they_lack(drawn: Drawn) -> None:
    dataset = drawn(
        [
            {"actor_id": "a", "initiative_id": "one"},
            {"actor_id": "a", "initiative_id": "open"},
            {"actor_id": "a", "initiative_id": "two", "certainty": "inferred"},
            {"actor_id": "b", "initiative_id": "two"},
        ],
        initiatives=[
            {"id": "one"},
            {"id": "open", "actors_complete": "no"},
            {"id": "two", "place_ids": "torget", "source_id": "gamla"},
            {"id": "none"},
            {"id": "over", "status": "ended"},
        ],
        sources=[
            {"id": "sidan"},
            {"id": "gamla", "title": "Den gamla", "published": "2018", "reviewed": "2019-04"},
        ],
        serves="two-unga",
    )

    assert data_status(study(dataset, Selection())) == DataStatus(
        n_initiatives=4,
        n_shown=1,
        one_actor_share=0.25,
        no_actor_share=0.25,
        no_target_group_share=0.75,
        no_place_share=0.75,
        implied_share=0.25,
        oldest_source="2019-04",
        oldest_title="Den gamla",
    )


def test_the_status_of_nothing_is_nothing(drawn: Drawn) -> None:
    assert data_status(study(drawn("a-x"), Selection(themes=("ingen",)))) == DataStatus(
        0, 0, 0.0, 0.0, 0.0, 0.0, 0.0, "", ""
    )


def test_a_finding_is_told_as_what_where_and_what_to_do() -> None:
    finding = Finding(
        "error", "unknown_word", "actors", 14, "sector", "statlig", {"nearest": "state", "known": "a, b"}
    )

    assert sentence(finding, translator("sv")) == (
        "Aktörer, rad 14, kolumn sector: ”statlig” är inget av de ord som får stå här. "
        "Välj ett av: a, b. Menade du ”state”?"
    )


def test_a_finding_about_a_whole_table_names_no_row() -> None:
    told = sentence(Finding("error", "not_utf8", "themes"), translator("sv"))

    assert told.startswith("Teman: Filen är inte sparad som UTF-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_told_whole(drawn: Drawn, language: str) -> None:
    dataset = drawn(
        "a-x a-x",
        actors=[
            {
                "id": "a",
                "parent_id": "b",
                "sector": "business",
                "kind": "police",
                "start": "2021",
                "end": "2020",
            },
            {"id": "b", "parent_id": "a", "name": "", "start": "x", "description": "a@b.se"},
            {"id": "c", "merged_into": "d", "kind": "x"},
        ],
        facts=[{"value": "x", "lines": "x"}],
        target_groups=[{"id": "unga", "age_min": "x"}],
    )
    dataset = dataset.with_table("actors", dataset.actors[dataset.actors["id"] != "d"])
    params = {"expected": 2, "found": 1, "reason": "x", "table": "actors", "among": "actors"}
    params |= {"most": 5, "earlier": "x", "known": "x", "first": 2}
    files = ("missing_table", "not_utf8", "not_csv", "no_header", "missing_column", "unknown_column")
    more = (*files, "repeated_column", "wrong_width", "reference_left_out", "bad_id", "control_characters")
    sheets = ("judged_otherwise", "judged_but_known", "unknown_question", "changed_question", "no_key")
    sheets += ("no_answer", "unknown_answer", "formula_cell", "answers_differ", "repeated_answer")
    sheets += ("not_a_worklist", "broken_workbook", "too_many_rows", "file_too_large")

    findings = [
        *check(dataset.tables),
        *(Finding("error", code, "themes", 1, params=params) for code in (*more, *sheets)),
    ]

    told_of = {key.removeprefix("finding.") for key in phrases("sv") if re.fullmatch(r"finding\.\w+", key)}
    assert told_of - {"nearest"} == {finding.code for finding in findings}
    for finding in findings:
        told = sentence(finding, translator(language))
        assert "{" not in told
        assert told.endswith((".", "?"))


def test_an_unknown_format_is_refused_with_those_that_there_are(drawn: Drawn, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        export(study(drawn("a-x"), Selection()), file_format="xlsx", target=tmp_path / "x")

    assert caught.value.params == {"name": "xlsx", "known": "csv, json, graphml"}


@pytest.mark.parametrize("file_format", ["csv", "json", "graphml"])
def test_an_export_says_which_files_it_wrote(drawn: Drawn, tmp_path: Path, file_format: str) -> None:
    written = export(
        study(drawn("a-x"), Selection()), file_format=file_format, target=str(tmp_path / "urval")
    )

    assert written
    assert all(path.is_file() for path in written)
