"""Why an initiative counts as time-limited, in sentences: one for each row that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from samverkan.cards.card import Reason
from samverkan.cards.phrase import Phrases
from samverkan.domain.dataset import Dataset, records
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.domain.periods import last_day
from samverkan.i18n import Translator


@dataclass(frozen=True)
class LimitWording:
    """The sentences about the limits of initiatives.

    Parameters
    ----------
    dataset, words
        Where the rows are, and the language.
    stated_only
        Whether funding that a source only implies is left out.
    """

    dataset: Dataset
    words: Translator
    stated_only: bool

    @property
    def _say(self) -> Phrases:
        return Phrases(self.dataset, self.words, "card.funding")

    def reasons(self, initiative: str) -> Iterable[Reason]:
        """Yield what is limited about an initiative: its own end or lack of one, and each funding."""
        nodes = (initiative_node(initiative),)
        row = self._initiatives[initiative]
        if row["end"]:
            end = str(last_day(row["end"]))
            yield Reason(self._said("ends", initiative, end=end), nodes)
        elif row["permanence"] == "temporary":
            key = "endless_project" if row["kind"] == "project" else "endless"
            yield Reason(self._said(key, initiative), nodes)
        for grant in self.grants(initiative):
            yield Reason(self._grant(grant), (*nodes, actor_node(grant["funder_id"])))

    def grants(self, initiative: str) -> list[dict[str, Any]]:
        """Return the rows of time-limited funding of an initiative, one for each funder and period."""
        return self._limited.get(initiative, [])

    @cached_property
    def _initiatives(self) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for row in records(self.dataset.tables["initiatives"])}

    @cached_property
    def _limited(self) -> dict[str, list[dict[str, Any]]]:
        rows = self.dataset.tables["funding"]
        rows = rows[rows["kind"] != "ordinary"]
        rows = rows[rows["certainty"] == "stated"] if self.stated_only else rows
        columns = ["initiative_id", "funder_id", "kind", "start", "end"]
        limited = defaultdict(list)
        for row in records(rows.drop_duplicates(columns).sort_values(columns)):
            limited[row["initiative_id"]].append(row)
        return dict(limited)

    def _grant(self, grant: dict[str, Any]) -> str:
        key = f"grant{'_since' if grant['start'] else ''}{'' if grant['end'] else '_open'}"
        return self._said(
            key,
            grant["initiative_id"],
            kind=self.words(f"card.funding.kind.{grant['kind']}"),
            funder=self._say.names.actor_name(grant["funder_id"]),
            start=grant["start"],
            end=str(last_day(grant["end"]) or ""),
        )

    def _said(self, key: str, initiative: str, **params: str) -> str:
        named = self._say.initiatives([initiative])
        return self.words(f"card.funding.reason.{key}", initiative=named, **params)
