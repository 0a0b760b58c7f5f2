from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.findings import Finding
from samverkan.domain.judgements import Judgement, judgements_of, with_judgements
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.i18n import translator
from samverkan.tables import judgement_file
from samverkan.tables.judgement_file import JudgementReading, read_judgements, write_judgements
from samverkan.tables.personal_data import REMOVED, without_personal_data

Drawn = Callable[..., Dataset]

HEADER = "id,kind,subject_id,object_id,status,reason,date,source_id"


@pytest.fixture(scope="module")
def known(drawn: Drawn) -> Dataset:
    return drawn(
        "eidar-torget ifk-gatan", initiatives=[{"id": "torget", "place_ids": "lextorp"}], serves="torget-unga"
    )


def opened(lines: str, dataset: Dataset) -> JudgementReading:
    return read_judgements("\n".join([HEADER, *lines.split()]).encode(), dataset)


def where(reading: JudgementReading) -> list[tuple[str, int, str]]:
    return [(finding.code, finding.row, finding.column) for finding in reading.report.findings]


def test_judgements_that_were_saved_can_be_opened_again(known: Dataset, tmp_path: Path) -> None:
    made = (
        Judgement("seat", "ifk", "torget", "declined", "Hinner inte, ”just nu”", "2021-05-04"),
        Judgement(
            "partnership", "eidar", "ifk", "irrelevant", "-förvaltningen\nsvarar", "2021-05-05", "sidan"
        ),
        Judgement("cell", "unga", "lextorp", "asked", "=1+1", "2022"),
        Judgement("example", "folk_high_school", "torget", "irrelevant", "ligger i grannkommunen", "2022"),
    )
    file = tmp_path / "bedomningar.csv"
    file.write_bytes(write_judgements(made))

    reading = read_judgements(file.read_bytes(), known)

    assert made == reading.judgements
    assert reading.report.is_clean
    assert reading.report.rows_read == {"judgements": 4}


def test_what_is_opened_can_be_laid_over_the_data_set(known: Dataset) -> None:
    made = with_judgements(known, [Judgement("seat", "ifk", "torget", "declined", date="2021")])

    reading = read_judgements(write_judgements(judgements_of(made)), known)

    assert made.fingerprint == with_judgements(known, reading.judgements).fingerprint
    assert made.fingerprint == with_judgements(made, reading.judgements).fingerprint


def test_a_file_without_judgements_is_only_a_header(known: Dataset) -> None:
    assert write_judgements([]).decode() == f"{HEADER}\n"
    assert read_judgements(write_judgements([]), known).judgements == ()


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("j,seat,ifkk,torget,declined,,2021,", "unknown_reference", "subject_id"),
        ("j,seat,ifk,torgett,declined,,2021,", "unknown_reference", "object_id"),
        ("j,seat,torget,ifk,declined,,2021,", "unknown_reference", "subject_id"),
        ("j,cell,unga,lextor,declined,,2021,", "unknown_reference", "object_id"),
        ("j,example,folkhogskola,torget,declined,,2021,", "unknown_word", "subject_id"),
        ("j,example,ifk,torget,declined,,2021,", "unknown_word", "subject_id"),
        ("j,example,police,lextorp,declined,,2021,", "unknown_reference", "object_id"),
        ("j,sits,ifk,torget,declined,,2021,", "unknown_word", "kind"),
        ("j,seat,ifk,torget,nej,,2021,", "unknown_word", "status"),
        ("j,seat,ifk,torget,,,2021,", "empty_cell", "status"),
        ("j,seat,ifk,torget,declined,,igår,", "bad_date", "date"),
        ("j,seat,ifk,torget,declined,,2021,borta", "unknown_reference", "source_id"),
        ("J!,seat,ifk,torget,declined,,2021,", "bad_id", "id"),
    ],
)
def test_a_row_that_does_not_hold_is_left_out_and_the_others_kept(
    known: Dataset, line: str, code: str, column: str
) -> None:
    reading = opened(f"{line} k,seat,ifk,torget,asked,,2020,", known)

    assert (code, 2, column) in where(reading)
    assert [said.id for said in reading.judgements] == ["k"]
    assert reading.report.left_out == {"judgements": (2,)}


def test_an_unknown_id_comes_with_the_nearest_known_one(known: Dataset) -> None:
    finding = opened("j,seat,ifkk,torget,declined,,2021,", known).report.findings[0]

    assert (finding.value, finding.params["nearest"]) == ("ifkk", "ifk")


def test_another_judgement_of_the_same_day_is_said_to_be_replaced(known: Dataset) -> None:
    judged = with_judgements(known, [Judgement("partnership", "eidar", "ifk", "asked", date="2021")])

    reading = opened("j,partnership,ifk,eidar,declined,,2021,", judged)

    assert where(reading) == [("judged_otherwise", 2, "status")]
    assert [said.status for said in judgements_of(with_judgements(judged, reading.judgements))] == [
        "declined"
    ]


def test_two_rows_of_one_file_that_contradict_each_other_are_told(known: Dataset) -> None:
    reading = opened("a,seat,ifk,torget,declined,,2021, b,seat,ifk,torget,known_elsewhere,,2021,", known)

    assert where(reading) == [("judged_otherwise", 3, "status")]
    assert len(reading.judgements) == 2


def test_the_same_said_on_another_day_is_no_contradiction(known: Dataset) -> None:
    reading = opened("a,seat,ifk,torget,declined,,2021, b,seat,ifk,torget,known_elsewhere,,2022,", known)

    assert reading.report.is_clean


def test_denying_what_a_source_says_is_told(known: Dataset) -> None:
    lines = "a,seat,eidar,torget,confirmed_absent,,2021, b,seat,eidar,torget,asked,,2022,"

    assert where(opened(lines, known)) == [("judged_but_known", 2, "status")]


def test_denying_a_seat_that_has_ended_is_no_contradiction(drawn: Drawn) -> None:
    over = drawn([{"actor_id": "eidar", "initiative_id": "torget", "end": "2019"}])

    assert opened("a,seat,eidar,torget,confirmed_absent,,2021,", over).report.is_clean


def test_personal_data_are_taken_out_with_a_word(known: Dataset) -> None:
    content = f"{HEADER}\nj,seat,ifk,torget,declined,Ring 0520-49 50 00,2021,\n".encode()

    reading = read_judgements(content, known)

    assert [said.reason for said in reading.judgements] == [f"Ring {REMOVED}"]
    assert where(reading) == [("personal_data", 2, "reason")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_header"),
        (b"PK\x03\x04", "missing_column"),
        ("bedömning".encode("cp1252"), "not_utf8"),
        (HEADER.replace(",", ";").encode(), "missing_column"),
        (b"id,name\na,b\n", "missing_column"),
    ],
)
def test_another_file_is_told_apart(known: Dataset, content: bytes, code: str) -> None:
    reading = read_judgements(content, known)

    assert code in {finding.code for finding in reading.report.errors}
    assert reading.judgements == ()


def test_a_file_that_is_too_large_is_not_read(known: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judgement_file, "MOST_BYTES", 3)

    reading = read_judgements(b"abcd", known)

    assert [finding.code for finding in reading.report.findings] == ["file_too_large"]


def test_an_id_that_another_row_of_the_data_has_does_not_hide_that_row(known: Dataset) -> None:
    judged = with_judgements(known, [Judgement("seat", "ifk", "torget", "asked", date="2021", id="j")])

    reading = opened("j,partnership,ifk,eidar,declined,,2021,", judged)

    assert len(judgements_of(with_judgements(judged, reading.judgements))) == 2


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_finding_can_be_said(known: Dataset, language: str) -> None:
    words = translator(language)
    found = [
        Finding("error", "file_too_large", "judgements", params={"most": 5}),
        Finding("warning", "judged_otherwise", "judgements", 2, "status", "asked", {"earlier": "declined"}),
        Finding("warning", "judged_but_known", "judgements", 2, "status", "declined"),
    ]

    assert all("{" not in words(f"finding.{one.code}", **{**one.params, "value": one.value}) for one in found)


REASONS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)


@given(
    made=st.lists(
        st.builds(
            Judgement,
            st.just("seat"),
            st.just("ifk"),
            st.just("torget"),
            st.sampled_from(VOCABULARIES["judgement_status"]),
            REASONS.map(lambda text: without_personal_data(text.strip("\u2028\u2029\u200b\ufeff").strip())),
            st.sampled_from(["", "2020", "2021-03", "2021-06-30"]),
        ),
        max_size=4,
    )
)
def test_reading_undoes_writing(known: Dataset, made: list[Judgement]) -> None:
    dataset = with_judgements(Dataset({}), made)

    reading = read_judgements(write_judgements(judgements_of(dataset)), known)

    assert judgements_of(dataset) == reading.judgements
