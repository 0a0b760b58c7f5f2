"""One table says what can be written to a file, and in which formats."""

from __future__ import annotations

import pytest

from samverkan.draw.exporting import CHART_FORMATS, EXPORTS, FORMATS, writer
from samverkan.errors import UnknownNameError


def test_every_format_of_anything_is_a_format() -> None:
    assert set(FORMATS) == {name for writers in EXPORTS.values() for name in writers}


@pytest.mark.parametrize("what", ["ranking", "coverage", "sharing", "overlap", "timeline"])
def test_a_chart_can_be_written_in_every_format_of_charts(what: str) -> None:
    assert tuple(EXPORTS[what]) == CHART_FORMATS


def test_what_cannot_be_written_is_refused_with_what_can() -> None:
    with pytest.raises(UnknownNameError) as caught:
        writer("dikt", "svg")

    assert caught.value.code == "unknown_export"
    assert caught.value.params == {"name": "dikt", "known": ", ".join(EXPORTS)}


def test_a_format_is_refused_with_those_of_what_is_wanted() -> None:
    with pytest.raises(UnknownNameError) as caught:
        writer("ranking", "graphml")

    assert caught.value.params == {"name": "graphml", "known": ", ".join(CHART_FORMATS)}
