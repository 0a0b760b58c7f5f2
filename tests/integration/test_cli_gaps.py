"""The commands about gaps on the project's own data: cards, what if, whom to invite, whom to ask."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from samverkan import open_package, workflows
from samverkan.cards.invitation import invitation_text
from samverkan.cards.what_if import edit_sentences
from samverkan.cards.worklist import worklist_rows
from samverkan.cli import run
from samverkan.domain.edits import RemoveActor
from samverkan.domain.scenario import Scenario, decode_scenario
from samverkan.domain.study import Study
from samverkan.domain.vocabulary import GAP_KINDS
from samverkan.gaps.invitation import invitation
from samverkan.i18n import LANGUAGES, translator
from samverkan.tables.judgement_file import read_judgements
from samverkan.tables.scenario_file import write_scenario

Said = pytest.CaptureFixture[str]
SWEDISH = translator("sv")
POLICE = "remove-actor:polisen-trollhattan"
ANSWER = 4
"""The column of the worklist in which people answer."""


@pytest.fixture(autouse=True)
def _ordinary_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SAMVERKAN_DATA", "SAMVERKAN_LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def home() -> Study:
    """Return the study that every command starts from."""
    return workflows.home_study(open_package().dataset)


def answer(said: Said, *arguments: str) -> dict[str, object]:
    """Return what a command says as JSON."""
    assert run([*arguments, "--json"]) == 0
    return json.loads(said.readouterr().out)


# Cards


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", GAP_KINDS)
def test_the_cards_of_a_kind_are_those_of_the_workflow(
    kind: str, language: str, home: Study, capsys: Said
) -> None:
    deck = workflows.deck(home, kind=kind, language=language)

    told = answer(capsys, "gaps", "--kind", kind, "--lang", language, "--limit", "0")

    (shown,) = told["gaps"]
    assert told["as_of"] == "2022-09-23"
    assert [shown[name] for name in ("kind", "reading", "notes", "silence")] == [
        kind,
        deck.reading,
        list(deck.notes),
        deck.silence,
    ]
    assert [(card["id"], card["claim"], card["band"]) for card in shown["cards"]] == [
        (card.id, card.claim, card.band) for card in deck.cards
    ]
    assert [card["reasons"] for card in shown["cards"]] == [
        [reason.text for reason in card.reasons] for card in deck.cards
    ]
    assert [card["limits"] for card in shown["cards"]] == [list(card.limits) for card in deck.cards]
    assert all(isinstance(card["finding"], dict) for card in shown["cards"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", GAP_KINDS)
def test_cards_are_printed_with_their_reasons(kind: str, language: str, home: Study, capsys: Said) -> None:
    deck, words = workflows.deck(home, kind=kind, language=language), translator(language)

    code = run(["gaps", "--kind", kind, "--lang", language, "--limit", "2"])

    said = capsys.readouterr()
    assert code == 0
    assert words(f"gap.{kind}.question") in said.out
    assert deck.silence in said.out
    for place, card in enumerate(deck.cards[:2], start=1):
        assert f"{place}. {card.claim}" in said.out
        assert all(reason.text in said.out for reason in card.reasons)
    assert (words("cli.more", n=len(deck.cards) - 2) in said.out) == (len(deck.cards) > 2)
    assert said.err == words("cli.as_of", date="2022-09-23") + "\n"


def test_without_a_kind_all_are_told_in_order(capsys: Said) -> None:
    told = answer(capsys, "gaps", "--limit", "1")

    assert [deck["kind"] for deck in told["gaps"]] == list(GAP_KINDS)
    assert all(len(deck["cards"]) <= 1 for deck in told["gaps"])


def test_kinds_are_told_in_the_order_asked_for(capsys: Said) -> None:
    told = answer(capsys, "gaps", "--kind", "partnership", "--kind", "seat", "--limit", "1")

    assert [deck["kind"] for deck in told["gaps"]] == ["partnership", "seat"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_that_there_is_not_is_answered_with_those_that_there_are(language: str, capsys: Said) -> None:
    code = run(["gaps", "--kind", "luck", "--lang", language])

    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert "'luck'" in said.err
    assert "partnership" in said.err


def test_a_filter_leaves_other_gaps(capsys: Said) -> None:
    everywhere = answer(capsys, "gaps", "--kind", "partnership", "--limit", "0")["gaps"][0]["cards"]

    there = answer(capsys, "gaps", "--kind", "partnership", "--limit", "0", "--place", "kronogarden")

    assert there["gaps"][0]["cards"] != everywhere


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_is_nothing_every_kind_says_why(language: str, capsys: Said) -> None:
    told = answer(capsys, "gaps", "--place", "borlange", "--lang", language)

    assert [deck["cards"] for deck in told["gaps"]] == [[]] * len(GAP_KINDS)
    assert all(len(deck["silence"]) > 20 for deck in told["gaps"])


# What if


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_is_repeated_and_what_differs_is_told(language: str, home: Study, capsys: Said) -> None:
    words = translator(language)
    (sentence,) = edit_sentences(decode_scenario("", [POLICE], home.dataset).scenario, home.dataset, words)

    code = run(["what-if", "--edit", POLICE, "--name", "Utan polisen", "--lang", language])

    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert code == 0
    assert lines[:2] == ["Utan polisen", f" • {sentence}"]
    assert len(lines) > 3
    assert lines[2:] == [line for line in lines[2:] if line.startswith("– ")]
    assert said.err == words("cli.as_of", date="2022-09-23") + "\n"


def test_a_scenario_without_a_name_is_called_one(capsys: Said) -> None:
    run(["what-if", "--edit", POLICE])

    assert capsys.readouterr().out.startswith(SWEDISH("cli.trial"))


def test_what_differs_is_told_as_json(capsys: Said) -> None:
    told = answer(capsys, "what-if", "--edit", POLICE)

    change = told["network"]["n_actors"]
    assert {"as_of", "edits", "network", "measures", "shifts", "regrouped", "gaps"} == set(told)
    assert told["as_of"] == "2022-09-23"
    assert change["after"] == change["before"] - len(told["shifts"]["actors"]["lost"])
    assert "within_noise" in change
    assert ["polisen-trollhattan"] in told["shifts"]["actors"]["lost"]
    assert told["gaps"] == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_that_come_and_go_are_counted_when_asked_for(language: str, capsys: Said) -> None:
    words = translator(language)
    told = answer(capsys, "what-if", "--edit", POLICE, "--gaps", "--lang", language)["gaps"]

    code = run(["what-if", "--edit", POLICE, "--gaps", "--lang", language])

    printed = capsys.readouterr().out
    assert code == 0
    assert set(told) == set(GAP_KINDS)
    changed = [kind for kind, change in told.items() if change["opened"] or change["closed"]]
    assert changed
    assert all(words(f"what_if.gap.{kind}") in printed for kind in changed)


def test_a_saved_scenario_is_tried_as_it_was_saved(home: Study, tmp_path: Path, capsys: Said) -> None:
    scenario = Scenario("Sparat", (RemoveActor("polisen-trollhattan"),))
    path = write_scenario(scenario, home.dataset, tmp_path / "scenario.json")

    from_file = answer(capsys, "what-if", "--scenario", str(path))

    assert from_file == answer(capsys, "what-if", "--edit", POLICE)
    assert run(["what-if", "--scenario", str(path)]) == 0
    assert capsys.readouterr().out.startswith("Sparat\n")


def test_what_is_tried_leaves_the_data_as_they_are(capsys: Said) -> None:
    before = open_package().dataset.fingerprint

    run(["what-if", "--edit", POLICE])

    assert open_package().dataset.fingerprint == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("edits", "code", "params"),
    [
        ([], "no_edits", {}),
        (["explode:everything"], "scenario_unreadable", {"name": "explode:everything"}),
        (["remove-actor:nobody"], "scenario_unknown_actor", {"name": "nobody"}),
        ([POLICE, "end-funding:nothing"], "scenario_unknown_initiative", {"name": "nothing"}),
        ([POLICE, POLICE], "scenario_unknown_actor", {"name": "Polisen i Trollhättan"}),
    ],
)
def test_a_change_that_cannot_be_made_ends_with_2(
    edits: list[str], code: str, params: dict[str, str], language: str, capsys: Said
) -> None:
    given = [part for edit in edits for part in ("--edit", edit)]

    ended = run(["what-if", *given, "--lang", language])

    said = capsys.readouterr()
    assert ended == 2
    assert said.out == ""
    assert said.err == translator(language)(f"error.{code}", **params) + "\n"


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "scenario_no_file"), ("{", "scenario_not_json"), ("[]", "scenario_not_scenario")],
)
def test_a_file_that_is_no_scenario_ends_with_2(
    content: str | None, code: str, tmp_path: Path, capsys: Said
) -> None:
    path = tmp_path / "scenario.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    ended = run(["what-if", "--scenario", str(path)])

    said = capsys.readouterr()
    assert ended == 2
    assert said.err == SWEDISH(f"error.{code}", name=path.name) + "\n"


# Whom to invite


@pytest.mark.parametrize("language", LANGUAGES)
def test_whom_to_invite_is_told_with_why_and_who_could_stand_in(
    language: str, home: Study, capsys: Said
) -> None:
    words = translator(language)
    text = invitation_text(invitation(home, ("unga",), ("kronogarden",)), home.dataset, words)

    code = run(["invite", "--for", "Unga", "--in", "Kronogården", "--lang", language])

    said = capsys.readouterr()
    assert code == 0
    assert said.out.startswith(text.heading)
    for place, invitee in enumerate(text.invitees, start=1):
        assert f"{place}. {invitee.claim}" in said.out
        assert invitee.reserve.text in said.out
    assert all(reason.text in said.out for reason in text.unreached)
    assert said.err == words("cli.as_of", date="2022-09-23") + "\n"


def test_an_invitation_as_json_holds_the_actors(home: Study, capsys: Said) -> None:
    found = invitation(home, ("foraldrar", "unga"), ("kronogarden",))

    told = answer(capsys, "invite", "--for", "unga", "--for", "foraldrar", "--in", "kronogarden")

    assert told["as_of"] == "2022-09-23"
    assert [invitee["actor"] for invitee in told["invitees"]] == [one.actor for one in found.invitees]


def test_an_invitation_for_nobody_says_what_to_choose(home: Study, capsys: Said) -> None:
    code = run(["invite"])

    assert code == 0
    heading = invitation_text(invitation(home, (), ()), home.dataset, SWEDISH).heading
    assert capsys.readouterr().out == heading + "\n"


@pytest.mark.parametrize(("option", "name", "nearest"), [("for", "unge", "unga"), ("in", "varvi", "varvik")])
def test_an_unknown_group_or_place_is_answered_with_the_nearest(
    option: str, name: str, nearest: str, capsys: Said
) -> None:
    code = run(["invite", f"--{option}", name])

    said = capsys.readouterr().err
    sentence = SWEDISH("error.unknown_choice_nearest", option=f"--{option}", name=name, nearest=nearest)
    assert code == 2
    assert said == sentence + "\n"


# Whom to ask


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worklist_is_written_as_a_workbook(
    language: str, home: Study, tmp_path: Path, capsys: Said
) -> None:
    words, target = translator(language), tmp_path / "lista.xlsx"

    code = run(["worklist", "--out", str(target), "--lang", language])

    rows = worklist_rows(home, workflows.open_questions(home), words)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    written = [(row[1].value, row[-1].value) for row in sheet.iter_rows(min_row=2)]
    assert code == 0
    assert written == [(row.question, row.key) for row in rows]
    assert words("cli.wrote", name=str(target)) in capsys.readouterr().out


def test_the_worklist_is_written_as_csv(home: Study, tmp_path: Path) -> None:
    target = tmp_path / "lista.csv"

    code = run(["worklist", "--out", str(target)])

    rows = worklist_rows(home, workflows.open_questions(home), SWEDISH)
    with target.open(encoding="utf-8-sig", newline="") as file:
        written = [row[-1] for row in csv.reader(file, delimiter=";")]
    assert code == 0
    assert written[1:] == [row.key for row in rows]


def fill_in(path: Path, kind: str, *answers: str) -> list[str]:
    """Answer the first questions of a kind in a workbook and return the questions."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    asked = [row for row in sheet.iter_rows(min_row=2) if row[-1].value.startswith(f"{kind}:")]
    for row, text in zip(asked, answers, strict=False):
        sheet.cell(row[0].row, ANSWER, text)
    book.save(path)
    return [row[1].value for row in asked[: len(answers)]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_become_a_file_of_judgements(
    language: str, home: Study, tmp_path: Path, capsys: Said
) -> None:
    words, sheet, target = translator(language), tmp_path / "lista.xlsx", tmp_path / "svar.csv"
    run(["worklist", "--out", str(sheet), "--lang", language])
    answers = [words(f"vocabulary.judgement_status.{word}") for word in ("known_elsewhere", "irrelevant")]
    fill_in(sheet, "seat", *answers)
    (free,) = fill_in(sheet, "target_group", "Unga i Lextorp")
    capsys.readouterr()

    code = run(["worklist", "--answers", str(sheet), "--out", str(target), "--lang", language])

    said = capsys.readouterr().out
    reading = read_judgements(target.read_bytes(), home.dataset)
    n_questions = len(workflows.open_questions(home).questions)
    assert code == 0
    assert f"{free} Unga i Lextorp" in said
    assert words("worklist.page.read", n=2, unanswered=n_questions - 3) in said
    assert reading.report.findings == ()
    assert {(one.kind, one.status) for one in reading.judgements} == {
        ("seat", "known_elsewhere"),
        ("seat", "irrelevant"),
    }


def test_an_answer_that_cannot_be_read_is_told_and_the_others_are_taken(
    home: Study, tmp_path: Path, capsys: Said
) -> None:
    sheet, target = tmp_path / "lista.xlsx", tmp_path / "svar.csv"
    run(["worklist", "--out", str(sheet)])
    fill_in(sheet, "seat", "kanske", SWEDISH("vocabulary.judgement_status.asked"))
    capsys.readouterr()

    code = run(["worklist", "--answers", str(sheet), "--out", str(target)])

    assert code == 1
    assert "”kanske”" in capsys.readouterr().out
    assert [one.status for one in read_judgements(target.read_bytes(), home.dataset).judgements] == ["asked"]


def test_a_list_that_nobody_has_answered_gives_no_file(tmp_path: Path, capsys: Said) -> None:
    sheet, target = tmp_path / "lista.csv", tmp_path / "svar.csv"
    run(["worklist", "--out", str(sheet)])
    capsys.readouterr()

    code = run(["worklist", "--answers", str(sheet), "--out", str(target)])

    assert code == 1
    assert SWEDISH("cli.no_answers") in capsys.readouterr().out
    assert not target.exists()


def test_a_list_that_is_not_there_is_named(tmp_path: Path, capsys: Said) -> None:
    sheet = tmp_path / "borta.xlsx"

    code = run(["worklist", "--answers", str(sheet), "--out", str(tmp_path / "svar.csv")])

    assert code == 2
    assert capsys.readouterr().err == SWEDISH("error.cannot_read", name=str(sheet)) + "\n"


def test_a_place_that_the_list_cannot_be_written_to_is_told(tmp_path: Path, capsys: Said) -> None:
    target = tmp_path / "borta" / "lista.xlsx"

    code = run(["worklist", "--out", str(target)])

    assert code == 2
    assert capsys.readouterr().err == SWEDISH("error.cannot_write", name=str(target)) + "\n"


def test_what_was_written_and_read_is_told_as_json_too(home: Study, tmp_path: Path, capsys: Said) -> None:
    sheet, target = tmp_path / "lista.xlsx", tmp_path / "svar.csv"

    written = answer(capsys, "worklist", "--out", str(sheet))
    fill_in(sheet, "seat", SWEDISH("vocabulary.judgement_status.asked"))
    (free,) = fill_in(sheet, "target_group", "Unga i Lextorp")
    read = answer(capsys, "worklist", "--answers", str(sheet), "--out", str(target))

    n_questions = len(workflows.open_questions(home).questions)
    assert written == {"as_of": "2022-09-23", "written": [str(sheet)], "questions": n_questions}
    assert read["written"] == [str(target)]
    assert [said["status"] for said in read["judgements"]] == ["asked"]
    assert [(reply["question"], reply["text"]) for reply in read["replies"]] == [(free, "Unga i Lextorp")]
    assert (read["unanswered"], read["findings"]) == (n_questions - 2, [])
