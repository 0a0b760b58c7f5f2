"""Names for ids: what a person calls an actor, an initiative, a target group, a place."""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.domain.dataset import Dataset
from samverkan.domain.judgements import Judgement
from samverkan.domain.vocabulary import JUDGED_TABLES, VOCABULARIES
from samverkan.i18n import Translator


@dataclass(frozen=True)
class Names:
    """The names of one data set.

    Raises
    ------
    KeyError
        From every method: the id is in no table, which is a mistake in the program.
    """

    dataset: Dataset

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

    def node_name(self, node: str) -> str:
        """Return the name of an actor or an initiative by its node."""
        kind, _, identifier = node.partition(":")
        return self.actor_name(identifier) if kind == "actor" else self.initiative_name(identifier)

    def judged_name(self, judgement: Judgement, words: Translator) -> str:
        """Return what a judgement is about: the names of its two ends, of a word its label."""
        ends = zip(JUDGED_TABLES[judgement.kind], (judgement.subject, judgement.object), strict=True)
        return " – ".join(
            words(f"vocabulary.{table}.{end}") if table in VOCABULARIES else self.dataset.names[table][end]
            for table, end in ends
        )
