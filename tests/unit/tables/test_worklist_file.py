from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from samverkan.domain.dataset import Dataset
from samverkan.domain.judgements import Judgement
from samverkan.i18n import LANGUAGES, translator
from samverkan.tables import worklist_sheet
from samverkan.tables.personal_data import REMOVED
from samverkan.tables.worklist_answers import Answers, Reply, read_worklist
from samverkan.tables.worklist_file import (
    ANSWERS,
    COLUMNS,
    SheetRow,
    key_of,
    worklist_csv,
    worklist_workbook,
)

Drawn = Callable[..., Dataset]
Row = dict[str, str]

SEAT = SheetRow("seat", "ifk", "torget", "Eidar", "Är IFK med i ”Torget”?", "Källorna nämner det inte.")
PAIR = SheetRow("partnership", "eidar", "ifk", "IFK", "Samarbetar Eidar och IFK?", "Båda når unga.")
PLACE = SheetRow("place", "torget", "", "Eidar", "I vilket område bedrivs ”Torget”?", "Inget nämns.")
ROWS = (SEAT, PAIR, PLACE)
DAY = "2024-05-06"


@pytest.fixture(scope="module")
def known(drawn: Drawn) -> Dataset:
    return drawn("eidar-torget ifk-gatan")


def table(content: bytes) -> list[Row]:
    """The rows of a workbook's first sheet or of a CSV, as dictionaries by column."""
    if content.startswith(b"PK"):
        lines = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=2, values_only=True)
        return [dict(zip(COLUMNS, (str(cell or "") for cell in line), strict=True)) for line in lines]
    _, *body = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return [dict(zip(COLUMNS, line, strict=True)) for line in body]


def answered(answers: dict[int, Row], *, kind: str = "xlsx", language: str = "sv", rows: Any = ROWS) -> bytes:
    """A sheet that came back: answers by the number of the row."""
    words = translator(language)
    if kind == "csv":
        lines = table(worklist_csv(rows, words))
        for number, cells in answers.items():
            lines[number - 2].update(cells)
        return as_csv(lines, words=words)
    book = load_workbook(io.BytesIO(worklist_workbook(rows, words)))
    for number, cells in answers.items():
        for name, cell in cells.items():
            book.worksheets[0].cell(number, COLUMNS.index(name) + 1, cell)
    return saved(book)


def as_csv(
    lines: list[Row], *, words: Any = None, delimiter: str = ";", encoding: str = "utf-8-sig"
) -> bytes:
    words = words or translator("sv")
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow([words(f"worklist.column.{name}") for name in COLUMNS])
    writer.writerows([line[name] for name in COLUMNS] for line in lines)
    return text.getvalue().encode(encoding)


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def word(status: str, language: str = "sv") -> str:
    return translator(language)(f"vocabulary.judgement_status.{status}")


def where(answers: Answers) -> list[tuple[str, int, str]]:
    return [(finding.code, finding.row, finding.column) for finding in answers.report.findings]


KINDS = pytest.mark.parametrize("kind", ["xlsx", "csv"])

# Going out


@KINDS
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_holds_every_question_with_whom_to_ask_and_why(kind: str, language: str) -> None:
    write = worklist_workbook if kind == "xlsx" else worklist_csv

    assert table(write(ROWS, translator(language))) == [
        {"ask": row.ask, "question": row.question, "why": row.why, "answer": "", "reason": "", "key": row.key}
        for row in ROWS
    ]


def test_a_workbook_is_ready_to_fill_in() -> None:
    book = load_workbook(io.BytesIO(worklist_workbook(ROWS, translator("sv"))))
    sheet, instructions = book.worksheets

    assert [cell.value for cell in sheet[1]] == [
        "Fråga till",
        "Fråga",
        "Varför vi frågar",
        "Svar",
        "Kommentar",
        "Nyckel (ändra inte)",
    ]
    assert (sheet.title, instructions.title) == ("Frågor", "Så här gör du")
    assert sheet.freeze_panes == "A2"
    assert [sheet.column_dimensions[letter].hidden for letter in "ABCDEF"] == [False] * 5 + [True]
    assert min(sheet.column_dimensions[letter].width for letter in "ABCDE") >= 20


def test_the_answers_that_a_judgement_needs_are_chosen_from_a_list() -> None:
    book = load_workbook(io.BytesIO(worklist_workbook(ROWS, translator("sv"))))
    sheet, instructions = book.worksheets
    (offer,) = sheet.data_validations.dataValidation

    assert sorted(str(cells) for cells in offer.sqref.ranges) in (["D2", "D3"], ["D2:D3"])
    name, _, cells = offer.formula1.partition("!")
    offered = [row[0].value for row in instructions[cells.replace("$", "")]]
    assert name.strip("'") == instructions.title
    assert offered == [word(status) for status in ANSWERS]


def test_a_sheet_without_such_questions_offers_no_list() -> None:
    book = load_workbook(io.BytesIO(worklist_workbook([PLACE], translator("sv"))))

    assert book.worksheets[0].data_validations.dataValidation == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_instructions_say_what_every_answer_means(language: str) -> None:
    words = translator(language)
    sheet = load_workbook(io.BytesIO(worklist_workbook(ROWS, words))).worksheets[1]
    text = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}

    assert {words(f"worklist.meaning.{status}") for status in ANSWERS} <= text


@KINDS
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
def test_no_cell_that_goes_out_can_run(kind: str, start: str) -> None:
    nasty = SheetRow("place", "torget", "", f"{start}1+1", f"{start}cmd|' /C calc'!A0", f"{start}HYPERLINK()")
    write = worklist_workbook if kind == "xlsx" else worklist_csv

    line = table(write([nasty], translator("sv")))[0]

    assert [cell[:2] for cell in (line["ask"], line["question"], line["why"])] == [f"'{start}"] * 3


def test_a_csv_is_what_swedish_excel_opens_by_itself() -> None:
    content = worklist_csv(ROWS, translator("sv"))

    assert content.startswith(b"\xef\xbb\xbf")
    assert (
        content.decode("utf-8-sig").splitlines()[0]
        == "Fråga till;Fråga;Varför vi frågar;Svar;Kommentar;Nyckel (ändra inte)"
    )


@KINDS
def test_a_list_without_questions_is_a_header(known: Dataset, kind: str) -> None:
    write = worklist_workbook if kind == "xlsx" else worklist_csv

    answers = read_worklist(write([], translator("sv")), known, on=DAY)

    assert (answers.judgements, answers.n_unanswered, answers.report.is_clean) == ((), 0, True)


def test_the_same_question_has_the_same_key_however_it_is_spaced() -> None:
    assert key_of("place", "torget", "", "Var  är\nTorget?") == key_of(
        "place", "torget", "", "Var är Torget?"
    )
    assert key_of("place", "torget", "", "Var?") != key_of("place", "gatan", "", "Var?")


# Coming back


@KINDS
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", ANSWERS)
def test_answers_become_judgements(known: Dataset, kind: str, language: str, status: str) -> None:
    filled = {
        2: {"answer": word(status, language), "reason": "Vi ses ofta."},
        3: {"answer": word(status, language)},
    }

    answers = read_worklist(answered(filled, kind=kind, language=language), known, on=DAY)

    assert answers.judgements == (
        Judgement("seat", "ifk", "torget", status, "Vi ses ofta.", DAY),
        Judgement("partnership", "eidar", "ifk", status, "", DAY),
    )
    assert answers.n_unanswered == 1
    assert answers.report.is_clean
    assert answers.report.rows_read == {"worklist": 3}


@KINDS
def test_an_answer_in_free_text_is_handed_on_as_it_is(known: Dataset, kind: str) -> None:
    content = answered({4: {"answer": "Lextorp", "reason": "Se avtalet."}}, kind=kind)

    answers = read_worklist(content, known, on=DAY)

    assert answers.replies == (Reply("place", "torget", PLACE.question, "Lextorp", "Se avtalet."),)
    assert (answers.judgements, answers.n_unanswered) == ((), 2)


def test_an_untouched_sheet_answers_nothing_and_nothing_is_wrong(known: Dataset) -> None:
    answers = read_worklist(answered({}), known, on=DAY)

    assert answers == Answers(n_unanswered=3, report=answers.report)
    assert answers.report.is_clean


@pytest.mark.parametrize("typed", ["tackat nej", " Tackat  nej. ", "TACKAT NEJ", "Declined"])
def test_an_answer_may_be_typed_in_either_language(known: Dataset, typed: str) -> None:
    answers = read_worklist(answered({2: {"answer": typed}}, kind="csv"), known, on=DAY)

    assert [said.status for said in answers.judgements] == ["declined"]


@KINDS
@pytest.mark.parametrize("typed", ["Nja", "Samma", "known_elsewhere"])
def test_another_answer_is_told_with_those_that_there_are(known: Dataset, kind: str, typed: str) -> None:
    content = answered({2: {"answer": typed}, 3: {"answer": word("declined")}}, kind=kind)

    answers = read_worklist(content, known, on=DAY)

    assert where(answers) == [("unknown_answer", 2, "Svar")]
    assert word("irrelevant") in str(answers.report.findings[0].params["known"])
    assert answers.report.left_out == {"worklist": (2,)}
    assert [said.kind for said in answers.judgements] == ["partnership"]


def test_a_slip_of_the_pen_comes_with_the_nearest_answer(known: Dataset) -> None:
    finding = read_worklist(answered({2: {"answer": "Takat nej"}}), known, on=DAY).report.findings[0]

    assert finding.params["nearest"] == "Tackat nej"


@KINDS
def test_a_comment_without_an_answer_is_told(known: Dataset, kind: str) -> None:
    answers = read_worklist(answered({2: {"reason": "Vet inte"}}, kind=kind), known, on=DAY)

    assert where(answers) == [("no_answer", 2, "Svar")]
    assert answers.n_unanswered == 2


@KINDS
@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"key": "seat:ifk~gatan:12345678"}, "changed_question", "Fråga"),
        ({"key": PAIR.key}, "changed_question", "Fråga"),
        ({"key": "hej"}, "changed_question", "Fråga"),
        ({"question": PAIR.question}, "changed_question", "Fråga"),
        ({"question": "Är IFK med i Gatan?"}, "changed_question", "Fråga"),
        ({"key": ""}, "no_key", "Nyckel (ändra inte)"),
    ],
)
def test_a_row_that_no_longer_fits_its_question_is_left_out(
    known: Dataset, kind: str, cells: Row, code: str, column: str
) -> None:
    content = answered({2: {**cells, "answer": word("declined")}, 3: {"answer": word("asked")}}, kind=kind)

    answers = read_worklist(content, known, on=DAY)

    assert where(answers) == [(code, 2, column)]
    assert [said.status for said in answers.judgements] == ["asked"]


@pytest.mark.parametrize(
    "row",
    [
        SheetRow("seat", "borta", "torget", "Eidar", "Är Borta med?", ""),
        SheetRow("seat", "ifk", "borta", "Eidar", "Är IFK med?", ""),
        SheetRow("place", "borta", "", "Eidar", "Var är Borta?", ""),
    ],
)
def test_a_question_about_what_the_data_do_not_know_is_left_out(known: Dataset, row: SheetRow) -> None:
    answers = read_worklist(answered({2: {"answer": word("declined")}}, rows=[row]), known, on=DAY)

    assert where(answers) == [("unknown_question", 2, "Nyckel (ändra inte)")]
    assert answers.judgements == ()


@pytest.mark.parametrize("column", ["answer", "reason"])
def test_a_formula_is_never_taken(known: Dataset, column: str) -> None:
    cells = {"answer": word("declined"), column: '=HYPERLINK("http://x")'}
    heading = {"answer": "Svar", "reason": "Kommentar"}[column]

    found = [read_worklist(answered({2: cells}, kind=kind), known, on=DAY) for kind in ("xlsx", "csv")]

    assert [where(answers) for answers in found] == [[("formula_cell", 2, heading)]] * 2
    assert [answers.judgements for answers in found] == [(), ()]


@KINDS
def test_personal_data_are_taken_out_with_a_word(known: Dataset, kind: str) -> None:
    filled = {
        2: {"answer": word("declined"), "reason": "Fråga anna@exempel.se"},
        4: {"answer": "Ring 0520-49 50 00"},
    }

    answers = read_worklist(answered(filled, kind=kind), known, on=DAY)

    assert where(answers) == [("personal_data", 2, "Kommentar"), ("personal_data", 4, "Svar")]
    assert [said.reason for said in answers.judgements] == [f"Fråga {REMOVED}"]
    assert [reply.text for reply in answers.replies] == [f"Ring {REMOVED}"]


def test_a_finding_repeats_no_personal_data(known: Dataset) -> None:
    answers = read_worklist(answered({2: {"answer": "anna@exempel.se"}}), known, on=DAY)

    assert "exempel" not in repr(answers.report)


@KINDS
def test_two_answers_to_one_question_are_both_left_out(known: Dataset, kind: str) -> None:
    filled = {2: {"answer": word("declined")}, 4: {"answer": word("asked")}, 3: {"answer": word("asked")}}

    answers = read_worklist(answered(filled, kind=kind, rows=[SEAT, PAIR, SEAT]), known, on=DAY)

    assert where(answers) == [("answers_differ", 2, "Svar"), ("answers_differ", 4, "Svar")]
    assert [finding.params["first"] for finding in answers.report.findings] == ["4", "2"]
    assert [said.kind for said in answers.judgements] == ["partnership"]


def test_the_same_answer_twice_counts_once_with_a_word(known: Dataset) -> None:
    filled = {2: {"answer": word("declined"), "reason": "a"}, 3: {"answer": "declined", "reason": "b"}}

    answers = read_worklist(answered(filled, rows=[SEAT, SEAT]), known, on=DAY)

    assert where(answers) == [("repeated_answer", 3, "Svar")]
    assert [said.reason for said in answers.judgements] == ["a"]


def test_an_empty_copy_of_a_question_changes_nothing(known: Dataset) -> None:
    answers = read_worklist(answered({3: {"answer": word("declined")}}, rows=[SEAT, SEAT]), known, on=DAY)

    assert len(answers.judgements) == 1
    assert answers.report.is_clean


# What spreadsheets do on the way


def test_rows_and_columns_may_be_moved_and_rows_left_empty(known: Dataset) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Blad1"
    sheet.append(["Frågor från staden"])
    sheet.append([])
    sheet.append(["Nyckel (ändra inte)", "Svar", "Eget", "FRÅGA", "Kommentar"])
    sheet.append([PAIR.key, word("declined"), "x", PAIR.question, "nej"])
    sheet.append([])
    sheet.append([SEAT.key, word("asked"), "", f"  {SEAT.question} ", ""])

    answers = read_worklist(saved(book), known, on=DAY)

    assert [(said.kind, said.status, said.reason) for said in answers.judgements] == [
        ("partnership", "declined", "nej"),
        ("seat", "asked", ""),
    ]
    assert answers.report.is_clean


def test_the_list_is_found_behind_another_sheet_and_rows_keep_their_numbers(known: Dataset) -> None:
    book = load_workbook(io.BytesIO(answered({3: {"answer": "nja"}})))
    book.create_sheet("Anteckningar", 0).append(["Svar", "bra att ha"])

    assert where(read_worklist(saved(book), known, on=DAY)) == [("unknown_answer", 3, "Svar")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_may_be_saved_by_another_program(known: Dataset, delimiter: str, encoding: str) -> None:
    lines = table(worklist_csv(ROWS, translator("sv")))
    lines[0]["answer"] = word("known_elsewhere")

    answers = read_worklist(as_csv(lines, delimiter=delimiter, encoding=encoding), known, on=DAY)

    assert [said.status for said in answers.judgements] == ["known_elsewhere"]
    assert answers.report.is_clean


def test_numbers_and_dates_are_read_as_they_are_shown(known: Dataset) -> None:
    from datetime import datetime

    typed = [2024, 2024.0, 2024.5, datetime(2024, 6, 30), True]  # noqa: DTZ001  # as a spreadsheet has it
    rows = [
        SheetRow(kind, "torget", "", "Eidar", f"{kind}?", "") for kind in ("place", "end", "actors", "a", "b")
    ]
    book = load_workbook(io.BytesIO(worklist_workbook(rows, translator("sv"))))
    for number, value in enumerate(typed, start=2):
        book.worksheets[0].cell(number, 4, value)

    replies = read_worklist(saved(book), known, on=DAY).replies

    assert [reply.text for reply in replies] == ["2024", "2024", "2024.5", "2024-06-30", "True"]


def test_a_missing_comment_column_is_told_and_the_answers_read(known: Dataset) -> None:
    book = load_workbook(io.BytesIO(answered({2: {"answer": word("declined")}})))
    book.worksheets[0].delete_cols(COLUMNS.index("reason") + 1)

    answers = read_worklist(saved(book), known, on=DAY)

    assert where(answers) == [("missing_column", 1, "Kommentar")]
    assert len(answers.judgements) == 1


def test_without_the_keys_nothing_is_read(known: Dataset) -> None:
    book = load_workbook(io.BytesIO(answered({2: {"answer": word("declined")}})))
    book.worksheets[0].delete_cols(COLUMNS.index("key") + 1)

    answers = read_worklist(saved(book), known, on=DAY)

    assert where(answers) == [("missing_column", 1, "Nyckel (ändra inte)")]
    assert answers.judgements == ()


def test_a_column_that_stands_twice_is_told(known: Dataset) -> None:
    book = load_workbook(io.BytesIO(answered({})))
    book.worksheets[0]["G1"] = "Svar"

    assert where(read_worklist(saved(book), known, on=DAY)) == [("repeated_column", 1, "Svar")]


# What is no list of ours


def other_workbook() -> bytes:
    book = Workbook()
    book.worksheets[0].append(["Namn", "Telefon"])
    return saved(book)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_worklist"),
        (b"hej", "not_a_worklist"),
        (b"\xff\xfe\x00\x00", "not_a_worklist"),
        (b"%PDF-1.7", "not_a_worklist"),
        (b"id,kind,subject_id\n", "not_a_worklist"),
        (b"PK\x03\x04 half", "broken_workbook"),
        (b'a"b;"' + b"x" * 2_000_000, "broken_workbook"),
        (other_workbook(), "not_a_worklist"),
        (answered({})[:4000], "broken_workbook"),
    ],
    ids=["empty", "text", "bytes", "pdf", "table", "half", "endless", "workbook", "cut"],
)
def test_another_file_is_told_apart(known: Dataset, content: bytes, code: str) -> None:
    answers = read_worklist(content, known, on=DAY)

    assert [finding.code for finding in answers.report.findings] == [code]
    assert (answers.judgements, answers.replies) == ((), ())


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("_", "."), part)
    return content.getvalue()


def test_a_zip_that_unpacks_to_too_much_is_not_unpacked(
    known: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklist_sheet, "MOST_UNPACKED", 1_000)

    assert where(read_worklist(answered({}), known, on=DAY)) == [("broken_workbook", 0, "")]


@pytest.mark.parametrize(
    "content", [zipped(a_txt=b"hej"), zipped(a_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")]
)
def test_a_zip_that_is_no_workbook_is_told_apart(known: Dataset, content: bytes) -> None:
    assert where(read_worklist(content, known, on=DAY)) == [("broken_workbook", 0, "")]


def test_a_file_that_is_too_large_is_not_read(known: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist_sheet, "MOST_BYTES", 10)

    assert where(read_worklist(answered({}), known, on=DAY)) == [("file_too_large", 0, "")]


def test_a_cell_far_out_does_not_make_the_sheet_wide(known: Dataset) -> None:
    book = load_workbook(io.BytesIO(answered({2: {"answer": word("declined")}})))
    book.worksheets[0]["XFD1048576"] = "x"

    answers = read_worklist(saved(book), known, on=DAY)

    assert [said.status for said in answers.judgements] == ["declined"]


@KINDS
def test_rows_beyond_the_most_are_told(known: Dataset, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist_sheet, "MOST_ROWS", 2)
    content = answered({2: {"answer": word("declined")}, 4: {"answer": "Lextorp"}}, kind=kind)

    answers = read_worklist(content, known, on=DAY)

    assert where(answers) == [("too_many_rows", 0, "")]
    assert (len(answers.judgements), answers.replies) == (1, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_said(known: Dataset, language: str) -> None:
    filled = {
        2: {"answer": "nja"},
        3: {"answer": "=1"},
        4: {"reason": "x"},
        5: {"key": ""},
        6: {"key": "x"},
        7: {"answer": word("asked")},
        8: {"answer": word("declined")},
    }
    lost = SheetRow("seat", "borta", "torget", "Eidar", "Är Borta med?", "")
    content = answered(filled, rows=[SEAT, SEAT, SEAT, SEAT, SEAT, PAIR, PAIR, lost], language=language)
    words = translator(language)

    found = read_worklist(content, known, on=DAY).report.findings

    said = [words(f"finding.{one.code}", **{**one.params, "value": one.value}) for one in found]
    assert len({one.code for one in found}) == 7
    assert [text for text in said if "{" in text] == []


# The law

TEXT = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=25)


FILLED = st.fixed_dictionaries(
    {
        "question": TEXT,
        "ask": TEXT,
        "reason": TEXT.filter(lambda text: not text.strip().startswith("=")),
        "status": st.sampled_from(["", *ANSWERS]),
        "kind": st.sampled_from(["xlsx", "csv"]),
        "language": st.sampled_from(LANGUAGES),
    }
)


@settings(max_examples=20)
@given(filled=FILLED)
def test_what_is_filled_in_is_what_is_read(known: Dataset, filled: Row) -> None:
    kind, language, status = filled["kind"], filled["language"], filled["status"]
    row = SheetRow("seat", "ifk", "torget", filled["ask"], filled["question"], "")
    cells = {"answer": word(status, language), "reason": filled["reason"]} if status else {}

    answers = read_worklist(answered({2: cells}, kind=kind, language=language, rows=[row]), known, on=DAY)

    assert [said.status for said in answers.judgements] == ([status] if status else [])
    assert answers.n_unanswered == (not status)
    assert answers.report.left_out == {}


def test_a_sheet_survives_a_real_file(known: Dataset, tmp_path: Path) -> None:
    file = tmp_path / "fragelista.xlsx"
    file.write_bytes(worklist_workbook(ROWS, translator("sv")))
    book = load_workbook(file)
    book.worksheets[0]["D2"] = word("known_elsewhere")
    book.save(file)

    answers = read_worklist(file.read_bytes(), known, on=DAY)

    assert answers.judgements == (Judgement("seat", "ifk", "torget", "known_elsewhere", "", DAY),)
