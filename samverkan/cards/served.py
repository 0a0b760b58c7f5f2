"""Which rows say for whom initiatives are, found once for a whole deck."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from samverkan.domain.dataset import Dataset
from samverkan.domain.hierarchy import with_narrower


@dataclass(frozen=True)
class Served:
    """For whom the initiatives of a data set are, as stated.

    Parameters
    ----------
    dataset
        Where the rows are.
    """

    dataset: Dataset

    def rows(self, group: str, initiatives: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Return the (initiative, group) rows by which initiatives are for a group or a part of it."""
        inside = with_narrower((group,), self.dataset.broader["target_groups"])
        return frozenset(
            (name, stated) for name in initiatives for stated in self._stated.get(name, set()) & inside
        )

    def initiatives(self, group: str, among: Iterable[str]) -> frozenset[str]:
        """Return which of some initiatives are for a group or a part of it."""
        return frozenset(name for name, _ in self.rows(group, among))

    @cached_property
    def _stated(self) -> dict[str, set[str]]:
        rows = self.dataset.tables["serves"]
        stated = defaultdict(set)
        for name, group in zip(rows["initiative_id"], rows["target_group_id"], strict=True):
            stated[name].add(group)
        return dict(stated)
