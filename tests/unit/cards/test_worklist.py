from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from samverkan.cards.worklist import worklist_notes, worklist_rows
from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study
from samverkan.gaps.partnerships import missing_partnerships
from samverkan.gaps.worklist import Question, QuestionKind, SeatItem, Worklist, worklist
from samverkan.i18n import LANGUAGES, translator
from samverkan.tables.worklist_answers import read_worklist
from samverkan.tables.worklist_file import SheetRow, worklist_csv, worklist_workbook
from samverkan.workflows import home_selection, open_package

Drawn = Callable[..., Dataset]


def row_of(drawn: Drawn, kind: QuestionKind, *ends: str, ask: str = "eidar", why: Any = ()) -> SheetRow:
    ties = "eidar-torget ifk-gatan polisen-torget kyrkan-torget moske-torget"
    chosen = study(drawn(ties), Selection())
    work = Worklist((Question(ask, kind, *ends, why=tuple(why)),))
    return worklist_rows(chosen, work, translator("sv"))[0]


@pytest.mark.parametrize(
    ("kind", "question", "why"),
    [
        ("actors", "Vilka aktörer är med i ”Torget”?", "Källorna nämner ingen som medverkar."),
        ("target_group", "Vilka vänder sig ”Torget” till?", "Källorna nämner ingen målgrupp."),
        (
            "place",
            "Gäller ”Torget” hela kommunen eller vissa områden, och i så fall vilka?",
            "Källorna nämner inget område.",
        ),
        (
            "end",
            "Till och med när pågår ”Torget”?",
            "Insatsen är tidsbegränsad, men källorna nämner inget slut.",
        ),
        (
            "funding_end",
            "Hur länge räcker pengarna till ”Torget”?",
            "Pengarna är tidsbegränsade, men källorna nämner inget slut.",
        ),
    ],
)
def test_what_is_not_known_of_an_initiative_is_asked_in_plain_words(
    drawn: Drawn, kind: QuestionKind, question: str, why: str
) -> None:
    assert row_of(drawn, kind, "torget") == SheetRow(kind, "torget", "", "Eidar", question, why)


def test_a_seat_is_asked_about_with_whom_the_actor_meets_elsewhere(drawn: Drawn) -> None:
    row = row_of(drawn, "seat", "ifk", "torget", why=["actor:polisen", "actor:kyrkan"])

    assert (row.question, row.why) == (
        "Är Ifk med i ”Torget”?",
        "Källorna nämner det inte, men Ifk möter Polisen och Kyrkan på annat håll.",
    )
    assert row_of(drawn, "seat", "ifk", "torget").why == (
        "Källorna nämner det inte, men Ifk är med i andra insatser med samma målgrupp, område eller tema."
    )


@pytest.mark.parametrize("kind", ["place", "target_group", "end", "funding_end"])
def test_the_parts_of_which_the_same_is_unknown_are_named(drawn: Drawn, kind: QuestionKind) -> None:
    why = row_of(drawn, kind, "torget", why=["initiative:gatan"]).why

    assert why.endswith("inte heller för det som ingår: ”Gatan”.")


def test_where_only_a_word_for_many_is_named_the_sheet_says_so(drawn: Drawn) -> None:
    row = row_of(drawn, "actors", "torget", ask="", why=["actor:eidar"])

    assert row.why == "Källorna nämner bara Eidar, inte vem som är med."


def test_a_partnership_is_asked_about_with_what_it_rests_on(drawn: Drawn) -> None:
    row = row_of(drawn, "partnership", "eidar", "ifk", why=["initiative:torget", "initiative:gatan"])

    assert (row.question, row.why) == (
        "Samarbetar Eidar och Ifk i någon insats?",
        "Båda vänder sig till samma målgrupper i samma område, genom ”Torget” och ”Gatan”. Källorna nämner "
        "ingen gemensam insats.",
    )


def test_a_question_about_several_pairs_names_them_and_says_for_which_the_answer_counts(drawn: Drawn) -> None:
    chosen = study(drawn("eidar-torget ifk-gatan polisen-torget kyrkan-torget"), Selection())
    one = Question("ifk", "partnership", "eidar", "ifk", ("initiative:torget",))

    rows = [
        worklist_rows(chosen, Worklist((replace(one, alike=alike),)), translator("sv"))[0]
        for alike in ((("ifk", "polisen"),), (("ifk", "polisen"), ("ifk", "kyrkan")))
    ]

    assert rows[0].why.endswith(
        " Samma fråga kan ställas om Ifk och Polisen. Svaret räknas bara för Eidar och Ifk; skriv gärna i "
        "kommentaren vad som gäller den andra."
    )
    assert "om Ifk och var och en av Polisen och Kyrkan." in rows[1].why
    assert [row.key for row in rows] == [worklist_rows(chosen, Worklist((one,)), translator("sv"))[0].key] * 2


def test_an_open_list_is_asked_about_with_whom_the_source_names(drawn: Drawn) -> None:
    few, many = (
        row_of(drawn, "open_list", "torget", why=[f"actor:{name}" for name in names.split()])
        for names in ("eidar", "eidar ifk polisen kyrkan moske")
    )

    assert few.question == "Vilka fler aktörer är med i ”Torget”?"
    assert few.why == "Källan nämner Eidar och antyder att fler är med."
    assert many.why == "Källan nämner Eidar, Ifk, Polisen och 2 till och antyder att fler är med."


def test_where_nobody_can_be_asked_the_sheet_says_so(drawn: Drawn) -> None:
    assert row_of(drawn, "actors", "torget", ask="").ask == "Ingen känd aktör"


def test_the_notes_say_how_many_questions_and_what_did_not_fit() -> None:
    one, other = Question("a", "place", "x"), Question("", "place", "y")

    assert worklist_notes(Worklist((one, other), (one, one)), translator("sv")) == (
        "2 frågor till 1 aktör.",
        "1 av dem gäller en insats utan någon känd aktör att fråga.",
        "Ytterligare 2 frågor ryms inte, så att ingen får för många på en gång. De kommer med nästa gång.",
    )


def test_an_empty_list_says_so() -> None:
    assert worklist_notes(Worklist(()), translator("sv")) == ("Det finns inga öppna frågor om urvalet.",)


# On the real data


@pytest.fixture(scope="module", params=["unit", "department", "municipality"])
def home(request: pytest.FixtureRequest) -> Study:
    dataset = open_package().dataset
    return study(dataset, replace(home_selection(dataset), level=request.param))


@pytest.fixture(scope="module")
def work(home: Study) -> Worklist:
    seats = [SeatItem(home.network.actors[0], home.network.initiatives[-1], home.network.actors[1:2])]
    return worklist(home, seats=seats, partnerships=missing_partnerships(home))


def test_nobody_is_asked_on_behalf_of_many_and_nothing_twice(home: Study, work: Worklist) -> None:
    actors = home.dataset.tables["actors"].set_index("id")

    asks = [one.ask for one in work.questions if one.ask]
    judged = [one for one in work.questions if one.kind in {"seat", "partnership"}]

    assert not {*actors.loc[asks, "kind"]} & {"collective", "municipality"}
    assert not {"trollhattans-stad"} & {end for one in judged for end in (one.subject, one.object)}
    assert {one.kind for one in work.questions if not one.ask} <= {"actors", "seat"}
    assert len({row.question for row in worklist_rows(home, work, translator("sv"))}) == len(work.questions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_of_the_data_is_whole(home: Study, work: Worklist, language: str) -> None:
    rows = worklist_rows(home, work, translator(language))

    texts = [text for row in rows for text in (row.ask, row.question, row.why)]
    assert [text for text in texts if not text or "{" in text or "}" in text] == []
    assert len(rows) == len({row.key for row in rows}) == len(work.questions)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("write", [worklist_workbook, worklist_csv])
def test_the_list_of_the_data_comes_back_as_it_went_out(
    home: Study, work: Worklist, write: Callable[..., bytes], language: str
) -> None:
    words = translator(language)

    answers = read_worklist(write(worklist_rows(home, work, words), words), home.dataset, on="2024-05-06")

    assert answers.n_unanswered == len(work.questions)
    assert answers.report.is_clean
