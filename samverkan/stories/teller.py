"""What telling a story takes: a study, the words, and steps whose links show what the study says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from samverkan.domain.naming import Names
from samverkan.domain.selection import Selection
from samverkan.domain.story import Step, Story, step_of
from samverkan.domain.study import Study, study
from samverkan.domain.view import Choices, View, choices
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.i18n import Translator, alphabetical

MOST_NAMES = 5
"""So many names are read out; the rest are a number."""


@dataclass(frozen=True)
class Untold:
    """A story that the data do not carry: its title, and why."""

    title: str
    reason: str


@dataclass(frozen=True)
class Teller:
    """Tells one story about a study.

    Parameters
    ----------
    name
        Of the story: its words are found under it.
    study
        What is told about; every link starts from its selection and names its day.
    words
        The language.
    """

    name: str
    study: Study
    words: Translator

    @cached_property
    def names(self) -> Names:
        """The names of the data set."""
        return Names(self.study.dataset)

    @cached_property
    def offered(self) -> Choices:
        """What the data set offers to choose from."""
        return choices(self.study.dataset)

    def say(self, key: str, **params: object) -> str:
        """Return a sentence of the story."""
        return self.words(f"story.{self.name}.{key}", **params)

    def narrowed(self, **changes: Any) -> Study:
        """Return the study with another selection, on the same day."""
        return study(self.study.dataset, self.selection(**changes))

    def selection(self, **changes: Any) -> Selection:
        """Return the study's selection with some fields replaced, on its day."""
        return replace(self.study.selection, as_of=self.study.as_of, **changes)

    def step(
        self, key: str, view: View, *more: str, selection: Selection | None = None, **said: object
    ) -> Step:
        """Return a step: heading and text of a key, further sentences, and the view with a selection."""
        seen = replace(view, selection=selection or self.study.selection, map_style="present")
        text = " ".join((self.say(f"{key}.text", **said), *filter(None, more)))
        heading = self.say(f"{key}.heading", **said)
        return step_of(heading, text, seen, self.study.as_of, self.offered)

    def story(self, steps: Iterable[Step | None], **said: object) -> Story:
        """Return the story of the steps that there are."""
        return Story(self.say("title", **said), tuple(step for step in steps if step))

    def untold(self, reason: str = "untold") -> Untold:
        """Return that the story is left out, and why."""
        return Untold(self.say("question"), self.say(reason))

    def listed(self, names: Sequence[str], most: int = MOST_NAMES) -> str:
        """Return names as running text, those beyond the most as a number."""
        if len(names) <= most + 1:
            return self.words.listing(tuple(names))
        shown = ", ".join(names[:most])
        return self.words("story.and_more", names=shown, n=len(names) - most)

    def actors(self, actors: Iterable[str]) -> list[str]:
        """Return actors' names in alphabetical order."""
        return sorted(map(self.names.actor_name, actors), key=alphabetical)

    def initiatives(self, initiatives: Iterable[str]) -> list[str]:
        """Return initiatives' names in alphabetical order."""
        return sorted(map(self.names.initiative_name, initiatives), key=alphabetical)

    def by_sector(self, actors: Iterable[str]) -> str:
        """Return how many of some actors belong to which sector, as running text."""
        counts = Counter(self.study.sectors[actor] for actor in actors)
        present = [sector for sector in VOCABULARIES["sector"] if counts[sector]]
        return self.words.listing(
            [self.words.count(f"story.sector.{sector}", counts[sector]) for sector in present]
        )

    def n_actors(self, n: int) -> str:
        """Return a number of actors in words."""
        return self.words.count("count.actors", n)

    def n_initiatives(self, n: int) -> str:
        """Return a number of initiatives in words."""
        return self.words.count("count.initiatives", n)


def initiatives_of(known: Study) -> dict[str, set[str]]:
    """Return which counted initiatives each counted actor takes part in."""
    rows = known.participations[known.participations["counted"]]
    found: dict[str, set[str]] = {}
    for actor, initiative in zip(rows["actor_id"], rows["initiative_id"], strict=True):
        found.setdefault(str(actor), set()).add(str(initiative))
    return found
