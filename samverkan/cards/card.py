"""What a card is made of."""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.domain.edits import Edit
from samverkan.domain.vocabulary import GAP_KINDS, GapKind

__all__ = ["GAP_KINDS", "Card", "Deck", "Evidence", "GapKind", "Judged", "Reason"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in words, and the nodes (ids of :mod:`samverkan.domain.nodes`) that it names."""

    text: str
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which rows of the tables a card rests on, by their ends.

    Parameters
    ----------
    participations
        (actor, initiative); the actor at the level chosen.
    serves
        (initiative, target group).
    funding
        Initiatives.
    initiatives
        Initiatives whose own row (its place, its end) matters.
    """

    participations: frozenset[tuple[str, str]] = frozenset()
    serves: frozenset[tuple[str, str]] = frozenset()
    funding: frozenset[str] = frozenset()
    initiatives: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judgement of this card would be about: ``kind`` of the vocabulary, and the two ids."""

    kind: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class Card:
    """One finding, in words.

    Parameters
    ----------
    id
        Stable name of the finding: its kind and ids, such as ``"seat:polisen~rosa-rummet"``.
    claim
        A question, or a fact of the tables.
    band
        Its strength or standing in a few words; ``""`` where there are no degrees.
    reasons
        Why it stands here, weightiest first.
    limits
        What the data do not show.
    nodes
        What to light on the map, the one to focus first.
    focus
        What “show on the map” puts in focus, where that is not the first of the nodes.
    trial
        The change that would close the gap, to be tried in a scenario; empty where none would.
    judged
        What “not relevant” would be said of; ``None`` where the tables have no place for it.
    evidence
        The rows that it rests on.
    alike
        Ids of further findings that stand on this card because the same can be said of them, each as it would
        be had the finding a card of its own.
    dated
        From when these rows are, where that is not the day looked at; ``""`` where it is, or nobody has said.
    """

    id: str
    claim: str
    band: str = ""
    reasons: tuple[Reason, ...] = ()
    limits: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    focus: str = ""
    trial: tuple[Edit, ...] = ()
    judged: Judged | None = None
    evidence: Evidence = Evidence()
    alike: tuple[str, ...] = ()
    dated: str = ""


@dataclass(frozen=True)
class Deck:
    """All cards of one kind for one study.

    Parameters
    ----------
    kind
        Which kind.
    cards
        The findings, most important first.
    reading
        How the list was made and how it is to be read, a few sentences.
    notes
        What else the person should know about this very list: how well it did in its own test, what could not
        be judged and why.
    silence
        Why the list is empty; ``""`` where it is not.
    findings
        What the cards were made of, in the same order, for programs.
    """

    kind: GapKind
    cards: tuple[Card, ...]
    reading: str
    notes: tuple[str, ...] = ()
    silence: str = ""
    findings: tuple[object, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all findings, however they are gathered on cards."""
        return frozenset(name for card in self.cards for name in (card.id, *card.alike))
