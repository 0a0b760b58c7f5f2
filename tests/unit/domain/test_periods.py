from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.domain.periods import first_day, is_date, last_day, overlaps, status_on

TODAY = date(2021, 6, 30)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-07-20", date(2020, 7, 20), date(2020, 7, 20)),
        ("", None, None),
    ],
)
def test_a_partial_date_covers_its_whole_period(cell: str, first: date | None, last: date | None) -> None:
    assert (first, last) == (first_day(cell), last_day(cell))


@pytest.mark.parametrize("cell", ["2021", "2021-12", "2020-02-29"])
def test_a_year_a_month_and_a_day_are_dates(cell: str) -> None:
    assert is_date(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "21",
        "2021-13",
        "2021-00",
        "2021-00-05",
        "2021-05-00",
        "2021-02-29",
        "2021-6-1",
        "2021-06-01T10",
        "x",
    ],
)
def test_what_no_calendar_has_is_no_date(cell: str) -> None:
    assert not is_date(cell)


@pytest.mark.parametrize("read", [first_day, last_day])
@pytest.mark.parametrize("cell", ["2021-13", "2021-00", "2021-05-00", "juni 2021"])
def test_a_bad_cell_is_an_error_from_either_end(read: object, cell: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read(cell)  # type: ignore[operator]


@given(st.dates())
def test_every_day_of_the_calendar_begins_and_ends_on_itself(day: date) -> None:
    assert (day, day) == (first_day(day.isoformat()), last_day(day.isoformat()))


@pytest.mark.parametrize("written", ["ongoing", "unknown", "planned", "known"])
def test_a_dated_end_that_has_passed_beats_what_was_written(written: str) -> None:
    assert status_on(written, "", "2021-05", TODAY) == "ended"


def test_an_end_holds_until_the_last_day_of_its_period() -> None:
    ends = [status_on("ongoing", "", "2021", day) for day in (date(2021, 12, 31), date(2022, 1, 1))]

    assert ends == ["ongoing", "ended"]


def test_a_dated_end_yet_to_come_beats_a_written_ended() -> None:
    assert status_on("ended", "2019", "2021-12", TODAY) == "ongoing"


def test_an_undated_end_is_believed() -> None:
    assert status_on("ended", "2019", "", TODAY) == "ended"


def test_a_start_yet_to_come_makes_a_thing_planned() -> None:
    assert status_on("ongoing", "2021-07", "", TODAY) == "planned"


def test_a_planned_start_that_has_passed_is_overdue_and_neither_ongoing_nor_ended() -> None:
    assert {status_on("planned", "2020", end, TODAY) for end in ("", "2022", "2020-12")} == {"overdue"}


def test_a_planned_start_is_overdue_when_its_whole_period_has_passed() -> None:
    starts = [
        status_on("planned", start, "", TODAY) for start in ("2021", "2021-06", "2021-06-30", "2021-05")
    ]

    assert starts == ["planned", "planned", "planned", "overdue"]


def test_only_what_was_planned_can_be_overdue() -> None:
    assert [status_on(written, "2020", "", TODAY) for written in ("ongoing", "unknown")] == [
        "ongoing",
        "unknown",
    ]


@pytest.mark.parametrize("written", ["ongoing", "unknown", "planned", "ended"])
def test_without_dates_a_status_is_what_was_written(written: str) -> None:
    assert written == status_on(written, "", "", TODAY)


@pytest.mark.parametrize(
    ("start", "end", "year_from", "year_to", "expected"),
    [
        ("2018", "2019-05", 2019, 2021, True),
        ("2018", "2018-12", 2019, 2021, False),
        ("2022", "", 2019, 2021, False),
        ("2021-12", "", 2019, 2021, True),
        ("", "", 2019, 2021, True),
        ("", "2018", 2019, None, False),
        ("2022", "", None, 2021, False),
        ("2022", "2023", None, None, True),
    ],
)
def test_a_period_overlaps_years_unless_a_known_bound_rules_it_out(
    start: str, end: str, year_from: int | None, year_to: int | None, expected: bool
) -> None:
    assert expected == overlaps(start, end, year_from, year_to)
