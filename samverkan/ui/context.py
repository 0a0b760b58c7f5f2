"""What every page is given."""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.domain.dataset import records
from samverkan.domain.findings import Report
from samverkan.domain.naming import Names
from samverkan.domain.study import Study
from samverkan.domain.view import Choices, View
from samverkan.i18n import Translator


@dataclass(frozen=True)
class Context(Names):
    """The data with their names, what is chosen of them, and the words to say it with."""

    report: Report
    study: Study
    view: View
    offered: Choices
    words: Translator

    def source(self, source: str) -> dict[str, str]:
        """Return a source's row."""
        return next(row for row in records(self.dataset.sources) if row["id"] == source)

    def label(self, list_name: str, word: str) -> str:
        """Return the label of a word of a closed list."""
        return self.words(f"vocabulary.{list_name}.{word}")
