"""Reading a worklist that comes back: which rows answer what, and what is wrong with the others.

People fill sheets in with whatever they have, so much may happen on the way: rows sorted, columns moved,
another program. What can still be told is taken, and every row that cannot is named with what to do. Nothing
is guessed: an answer is one of the words offered, in either language, and a row belongs to its question or to
none.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from samverkan.domain.dataset import Dataset
from samverkan.domain.findings import Finding, Report
from samverkan.domain.judgements import Judgement
from samverkan.domain.vocabulary import JUDGED_TABLES
from samverkan.i18n import LANGUAGES, translator
from samverkan.tables.personal_data import has_personal_data, without_personal_data
from samverkan.tables.read import discreet
from samverkan.tables.worklist_file import ANSWERS, JUDGED_KINDS, key_of
from samverkan.tables.worklist_sheet import NAME, Cell, Sheet, sheet_of

_KEY = re.compile(r"([a-z_]+):([a-z0-9_-]+)~([a-z0-9_-]*):[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in free text, to be entered into the tables by hand.

    Parameters
    ----------
    kind, initiative
        What was asked of what.
    question
        In words, as it was asked.
    text, reason
        What was written as answer and beside it.
    """

    kind: str
    initiative: str
    question: str
    text: str
    reason: str = ""


@dataclass(frozen=True)
class Answers:
    """What came back.

    Parameters
    ----------
    judgements, replies
        The answers, in the order of the rows.
    n_unanswered
        How many questions stand without an answer.
    report
        What was found and which rows were left out, numbered as the spreadsheet does.
    """

    judgements: tuple[Judgement, ...] = ()
    replies: tuple[Reply, ...] = ()
    n_unanswered: int = 0
    report: Report = field(default_factory=Report)


def read_worklist(content: bytes, dataset: Dataset, *, on: str) -> Answers:
    """Read a sheet that was sent round, workbook or CSV, in whichever language.

    Parameters
    ----------
    content
        The file.
    dataset
        What the questions are about.
    on
        ISO date of the judgements that the answers become.

    Notes
    -----
    A file that is no worklist gives no answers and a finding. Addresses and numbers of persons are taken out
    of what was written, with a warning. Cost: linear in rows.
    """
    sheet = sheet_of(content)
    if any(finding.severity == "error" for finding in sheet.findings):
        return Answers(report=Report(sheet.findings))
    rows = [_Row.of(sheet, number, cells) for number, cells in sheet.rows]
    faults = {row.number: fault for row in rows if (fault := _fault(row, sheet, dataset))}
    answered = [row for row in rows if row.answer and row.number not in faults]
    faults |= _contradictions(answered, sheet)
    said = [row for row in answered if row.number not in faults]
    again = dict(_repetitions(said, sheet))
    warnings = [*again.values(), *(finding for row in said for finding in _personal(row, sheet))]
    first = [row.discreet for row in said if row.number not in again]
    findings = sorted([*faults.values(), *warnings], key=lambda finding: finding.row)
    return Answers(
        judgements=tuple(row.judgement(on) for row in first if row.kind in JUDGED_KINDS),
        replies=tuple(row.reply for row in first if row.kind not in JUDGED_KINDS),
        n_unanswered=sum(not row.answer and row.number not in faults for row in rows),
        report=Report(
            findings=(*sheet.findings, *map(discreet, findings)),
            rows_read={NAME: len(rows)},
            left_out={NAME: tuple(sorted(faults))} if faults else {},
        ),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: what its key says that it is about, nothing where there is none, and what was written."""

    number: int
    key: str
    question: str
    answer: str
    reason: str
    formula: str
    kind: str = ""
    subject: str = ""
    object: str = ""

    @classmethod
    def of(cls, sheet: Sheet, number: int, cells: tuple[Cell, ...]) -> _Row:
        own = {name: cells[place] for name, place in sheet.columns.items() if place < len(cells)}
        texts = {
            name: own[name].text if name in own else "" for name in ("key", "question", "answer", "reason")
        }
        formula = next((name for name in texts if name in own and own[name].is_formula), "")
        parts = _KEY.fullmatch(texts["key"])
        return cls(number, **texts, formula=formula, **_about(parts) if parts else {})

    @property
    def thing(self) -> tuple[str, str, str]:
        return self.kind, self.subject, self.object

    @property
    def status(self) -> str:
        """What was answered: the status that a word stands for, else the text."""
        return _status(self.answer) if self.kind in JUDGED_KINDS else self.answer

    @property
    def discreet(self) -> _Row:
        reason, answer = without_personal_data(self.reason), without_personal_data(self.answer)
        return replace(self, reason=reason, answer=answer)

    @property
    def reply(self) -> Reply:
        return Reply(self.kind, self.subject, self.question, self.answer, self.reason)

    def judgement(self, on: str) -> Judgement:
        return Judgement(self.kind, self.subject, self.object, self.status, self.reason, on)


def _about(key: re.Match[str]) -> dict[str, str]:
    return dict(zip(("kind", "subject", "object"), key.groups(), strict=True))


def _fault(row: _Row, sheet: Sheet, dataset: Dataset) -> Finding | None:
    """Return why a row says nothing, ``None`` where it does or where nobody has answered."""
    if row.formula:
        return _found("formula_cell", row, sheet, row.formula)
    return _fault_of_question(row, sheet, dataset) or _fault_of_answer(row, sheet)


def _fault_of_question(row: _Row, sheet: Sheet, dataset: Dataset) -> Finding | None:
    if not row.key:
        return _found("no_key", row, sheet, "key")
    if row.key != key_of(*row.thing, row.question):
        return _found("changed_question", row, sheet, "question")
    if not _is_known(row, dataset):
        return _found("unknown_question", row, sheet, "key", row.key.rpartition(":")[0])
    return None


def _fault_of_answer(row: _Row, sheet: Sheet) -> Finding | None:
    if row.reason and not row.answer:
        return _found("no_answer", row, sheet, "answer")
    if row.answer and not row.status:
        known = [_word(status, sheet.language) for status in ANSWERS]
        params = {
            "known": ", ".join(known),
            "nearest": next(iter(difflib.get_close_matches(row.answer, known, 1)), ""),
        }
        return replace(_found("unknown_answer", row, sheet, "answer", row.answer), params=params)
    return None


def _found(code: str, row: _Row, sheet: Sheet, column: str, value: str = "") -> Finding:
    return Finding("error", code, NAME, row.number, sheet.headings[column], value)


def _is_known(row: _Row, dataset: Dataset) -> bool:
    among = JUDGED_TABLES[row.kind] if row.kind in JUDGED_KINDS else ("initiatives",)
    return all(
        identifier in dataset.names[table]
        for identifier, table in zip((row.subject, row.object), among, strict=False)
    )


def _contradictions(answered: list[_Row], sheet: Sheet) -> dict[int, Finding]:
    """Return the rows of a question that has more than one answer: none of them can be taken."""
    rows: dict[tuple[str, str, str], list[_Row]] = {}
    for row in answered:
        rows.setdefault(row.thing, []).append(row)
    torn = [own for own in rows.values() if len({row.status for row in own}) > 1]
    return {
        row.number: replace(
            _found("answers_differ", row, sheet, "answer"),
            params={"first": str(next(other.number for other in own if other.status != row.status))},
        )
        for own in torn
        for row in own
    }


def _repetitions(said: list[_Row], sheet: Sheet) -> Iterator[tuple[int, Finding]]:
    """Yield the rows that give the same answer once more."""
    first: dict[tuple[str, str, str], int] = {}
    for row in said:
        if row.thing in first:
            params = {"first": str(first[row.thing])}
            heading = sheet.headings["answer"]
            yield row.number, Finding("warning", "repeated_answer", NAME, row.number, heading, params=params)
        first.setdefault(row.thing, row.number)


def _personal(row: _Row, sheet: Sheet) -> Iterator[Finding]:
    for name, text in (("answer", row.answer), ("reason", row.reason)):
        if has_personal_data(text):
            yield Finding("warning", "personal_data", NAME, row.number, sheet.headings[name])


def _word(status: str, language: str) -> str:
    return translator(language)(f"vocabulary.judgement_status.{status}")


def _status(answer: str) -> str:
    """Return the status that an answer stands for in any language, ``""`` where it is none."""
    return _statuses().get(" ".join(answer.split()).rstrip(".").casefold(), "")


@cache
def _statuses() -> Mapping[str, str]:
    return {_word(status, language).casefold(): status for language in LANGUAGES for status in ANSWERS}
