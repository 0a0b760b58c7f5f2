"""What every command prints in the same way."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from samverkan import workflows
from samverkan.cli.selecting import selection
from samverkan.cli.table import columns
from samverkan.domain.study import Study, study
from samverkan.i18n import Translator
from samverkan.tables import Reading


def chosen_study(options: argparse.Namespace, words: Translator) -> Study:
    """Return the study that the options describe; rows left out of the data are told on stderr."""
    reading = workflows.open_package(options.data)
    warn_of_rows_left_out(reading, words)
    return study(reading.dataset, selection(options, reading.dataset))


def warn_of_rows_left_out(reading: Reading, words: Translator) -> None:
    """Tell how many rows of the data could not be used, if any."""
    if reading.report.n_left_out:
        print(words.count("cli.left_out", reading.report.n_left_out), file=sys.stderr)


def limited(rows: Any, limit: int) -> Any:
    """Return the first rows; a limit of 0 takes all."""
    return rows[:limit] if limit > 0 else rows


def print_json(content: object) -> None:
    """Print for a program."""
    print(json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False, default=str))


def print_table(chosen: Study, header: list[str], rows: list[list[str]], words: Translator) -> int:
    """Print a table, or that there is nothing, and the day it is about on stderr."""
    if rows:
        print(columns(header, rows))
    else:
        print(words("cli.nothing"))
    tell_day(chosen, words)
    return 0


def tell_day(chosen: Study, words: Translator) -> None:
    """Tell on stderr which day a result is about."""
    print(words("cli.as_of", date=chosen.as_of.isoformat()), file=sys.stderr)
