"""What every page is given."""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.domain.dataset import Dataset, records
from samverkan.domain.findings import Report
from samverkan.domain.study import Study
from samverkan.domain.view import Choices, View
from samverkan.i18n import Translator


@dataclass(frozen=True)
class Context:
    """The data, what is chosen of it, and the words to say it with."""

    dataset: Dataset
    report: Report
    study: Study
    view: View
    offered: Choices
    words: Translator

    def actor_name(self, actor: str) -> str:
        """Return an actor's full name."""
        return self.dataset.names["actors"][actor]

    def initiative_name(self, initiative: str) -> str:
        """Return an initiative's name."""
        return self.dataset.names["initiatives"][initiative]

    def group_name(self, group: str) -> str:
        """Return a target group's name."""
        return self.dataset.names["target_groups"][group]

    def theme_name(self, theme: str) -> str:
        """Return a theme's name."""
        return self.dataset.names["themes"][theme]

    def place_name(self, place: str) -> str:
        """Return a place's name."""
        return self.dataset.names["places"][place]

    def source(self, source: str) -> dict[str, str]:
        """Return a source's row."""
        return next(row for row in records(self.dataset.sources) if row["id"] == source)

    def label(self, list_name: str, word: str) -> str:
        """Return the label of a word of a closed list."""
        return self.words(f"vocabulary.{list_name}.{word}")
