from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.tables.personal_data import REMOVED, has_personal_data, without_personal_data


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Skriv till anna.berg+x@trollhattan.se nu.", f"Skriv till {REMOVED} nu."),
        ("Ring 0520-49 50 00", f"Ring {REMOVED}"),
        ("Ring 0520495000.", f"Ring {REMOVED}."),
        ("tel +46 70 123 45 67, dygnet runt", f"tel {REMOVED}, dygnet runt"),
        ("070-123 45 67", REMOVED),
        ("född 811218-9876 i staden", f"född {REMOVED} i staden"),
        ("198112189876", REMOVED),
        ("8112189876", REMOVED),
        ("811218+9876", REMOVED),
        ("a@b.se och 08-123 45 67", f"{REMOVED} och {REMOVED}"),
    ],
)
def test_addresses_and_numbers_of_persons_are_taken_out(cell: str, expected: str) -> None:
    assert expected == without_personal_data(cell)
    assert has_personal_data(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "159 kvällar 2019",
        "2019-04-09",
        "2018–2020",
        "0–6 år",
        "811218-9875",
        "1 250 000 kronor",
        "rad 5|19-21",
        "@trollhattan",
        "002_a862e1c3873ccb67",
        "Lag (2001:453) 3 kap. 6 §",
    ],
)
def test_years_ages_sums_and_sources_stand_as_they_are(cell: str) -> None:
    assert cell == without_personal_data(cell)
    assert not has_personal_data(cell)


@given(st.dates(), st.integers(0, 999))
def test_exactly_one_last_digit_makes_a_genuine_identity_number(born: date, three: int) -> None:
    written = [f"{born:%y%m%d}-{three:03d}{last}" for last in range(10)]

    genuine = [number for number in written if without_personal_data(f"x{number}") == f"x{REMOVED}"]

    assert len(genuine) == 1


@given(st.text(alphabet="0123456789+- @.aå", max_size=30))
def test_nothing_is_left_to_take_out(cell: str) -> None:
    cleaned = without_personal_data(cell)

    assert cleaned == without_personal_data(cleaned)
