"""What the map's script sends is read with suspicion: anything that is no answer counts as none."""

from __future__ import annotations

import pytest

from samverkan.ui.components.map import MapAnswer, read_answer, read_turned, read_year

NO_ANSWERS = [None, "actor:a", 7, [], {}, {"node": 7, "edge": [], "year": "2020", "answered_at_ms": "now"}]


def test_a_choice_is_a_node_or_a_tie_with_its_time():
    node = {"node": "actor:a", "edge": None, "answered_at_ms": 5}
    tie = {"node": None, "edge": "tie:a~b", "answered_at_ms": 6}

    assert read_answer(node) == MapAnswer(node="actor:a", answered_at_ms=5)
    assert read_answer(tie) == MapAnswer(edge="tie:a~b", answered_at_ms=6)


def test_a_year_is_a_number_and_nothing_is_all_years():
    assert read_year({"year": 2020, "answered_at_ms": 5}) == 2020
    assert read_year({"year": None, "answered_at_ms": 5}) is None


def test_what_is_turned_is_a_node():
    assert read_turned({"node": "actor:a", "answered_at_ms": 5}) == "actor:a"


@pytest.mark.parametrize("raw", NO_ANSWERS)
def test_what_is_no_answer_counts_as_none(raw):
    assert read_answer(raw) == MapAnswer()
    assert read_year(raw) is None
    assert read_turned(raw) is None
