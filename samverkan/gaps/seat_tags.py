"""What initiatives are about: target groups, places, themes. And what an actor has ever been said to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from samverkan.domain.dataset import Dataset, split_list
from samverkan.domain.hierarchy import ancestors
from samverkan.domain.study import Labelling, Study, places_of
from samverkan.gaps.mask import everybody, whole_towns

TagKind = Literal["target_group", "place", "theme"]
Tag = tuple[TagKind, str]
"""What an initiative is about: of which table, and the id."""


def labellings(chosen: Study) -> tuple[tuple[TagKind, Labelling[str]], ...]:
    """Return the three lists of tags of a study's counted initiatives, exactly as stated."""
    return ("target_group", chosen.target_groups), ("place", chosen.places), ("theme", chosen.themes)


def single_nobody_out(dataset: Dataset) -> frozenset[Tag]:
    """Return the tags that hold nearly everything: “the whole town”, “residents”."""
    places: set[Tag] = {("place", town) for town in whole_towns(dataset)}
    groups: set[Tag] = {("target_group", group) for group in everybody(dataset)}
    return frozenset(places | groups)


@dataclass(frozen=True, eq=False)
class Doings:
    """What actors do in all of a data set, whatever is selected and in whatever status.

    A narrower group or place counts as the broader one too: who does something at the square does it in the
    district. So what is not here is said nowhere.

    Parameters
    ----------
    dataset
        Where to look.
    related
        Which actors count as which: an actor with its units, its parents and other names of it.
    """

    dataset: Dataset
    related: Iterable[tuple[str, str]]

    def of(self, actor: str) -> frozenset[Tag]:
        """Return the tags of everything that an actor, or one related to it, is mentioned in."""
        everybody = self._family.get(actor, set()) | {actor}
        seats = {initiative for member in everybody for initiative in self._initiatives[member]}
        return frozenset(tag for initiative in seats for tag in self._tags[initiative])

    @cached_property
    def _family(self) -> Mapping[str, set[str]]:
        return _grouped(self.related)

    @cached_property
    def _initiatives(self) -> Mapping[str, set[str]]:
        rows = self.dataset.tables["participations"]
        return _grouped(zip(rows["actor_id"], rows["initiative_id"], strict=True))

    @cached_property
    def _tags(self) -> Mapping[str, set[Tag]]:
        initiatives = self.dataset.tables["initiatives"].set_index("id", drop=False)
        serves = self.dataset.tables["serves"]
        found: dict[str, set[Tag]] = defaultdict(set)
        for initiative, place in places_of(initiatives, serves):
            found[initiative].update(("place", over) for over in self._wider("places", place))
        for initiative, group in zip(serves["initiative_id"], serves["target_group_id"], strict=True):
            found[initiative].update(("target_group", over) for over in self._wider("target_groups", group))
        for initiative, cell in zip(initiatives["id"], initiatives["theme_ids"], strict=True):
            found[initiative].update(("theme", theme) for theme in split_list(cell))
        return found

    def _wider(self, table: str, identifier: str) -> set[str]:
        return {identifier, *self._above[table].get(identifier, ())}

    @cached_property
    def _above(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        return {name: ancestors(self.dataset.broader[name]) for name in ("places", "target_groups")}


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return found
