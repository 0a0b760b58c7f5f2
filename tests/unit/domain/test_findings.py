from __future__ import annotations

import pytest

from samverkan.domain.findings import Finding, Report

FAULT = Finding("error", "empty_cell", "actors", 2, "name")
REMARK = Finding("warning", "odd_sector", "actors", 3, "sector", "state")


def test_errors_are_the_findings_that_cost_a_row() -> None:
    assert Report(findings=(REMARK, FAULT)).errors == (FAULT,)


def test_rows_left_out_are_counted_over_all_tables() -> None:
    assert Report(left_out={"actors": (2, 5), "facts": (3,)}).n_left_out == 3


@pytest.mark.parametrize("finding", [FAULT, REMARK])
def test_a_report_with_any_finding_is_not_clean(finding: Finding) -> None:
    assert (Report().is_clean, Report(findings=(finding,)).is_clean) == (True, False)
