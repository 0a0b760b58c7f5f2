"""Which cards concern a subject: those about it first, then those about an initiative of its."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from samverkan.briefs.subject import Concerned, Subject
from samverkan.cards.card import Card, Deck
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.gaps.cells import UnservedGroup
from samverkan.gaps.dependence import CarriedGroup
from samverkan.gaps.empty_cells import UncoveredCell
from samverkan.gaps.examples import ExampleKind
from samverkan.gaps.exposed import Exposed
from samverkan.gaps.partnerships import MissingPartnership
from samverkan.gaps.seats import SeatGap


def concerning(decks: Iterable[Deck], subject: Subject, about: Concerned) -> tuple[Card, ...]:
    """Return the cards that concern a subject, each once.

    Cards about the subject itself come before cards about its initiatives; in each of these the first of
    every kind before the second of any, so that no kind fills the page alone.
    """
    ranked: list[tuple[int, int, int, Card]] = []
    for kind, deck in enumerate(decks):
        places = [0, 0]
        for card, finding in zip(deck.cards, deck.findings, strict=True):
            distance = _distance(card, finding, subject, about)
            if distance is not None:
                ranked.append((distance, places[distance], kind, card))
                places[distance] += 1
    return tuple(card for *_, card in sorted(ranked, key=lambda one: one[:3]))


def _distance(card: Card, finding: object, subject: Subject, about: Concerned) -> int | None:
    """Return 0 for a card about the subject, 1 for one about an initiative of its, ``None`` for others."""
    if _is_about(card, finding, subject, about.labels):
        return 0
    return 1 if any(name in about.counted for name in _initiatives(card, finding)) else None


def _is_about(card: Card, finding: object, subject: Subject, labels: Container[str]) -> bool:
    if subject.kind != "actor":
        return any(label in labels for label in _labels(finding, subject))
    if isinstance(finding, SeatGap):  # its nodes are also those who are already there
        return finding.actor == subject.id
    return actor_node(subject.id) in card.nodes


def _labels(finding: object, subject: Subject) -> Iterator[str]:
    """Yield the places or the target groups that a finding is about."""
    of_place = subject.kind == "place"
    match finding:
        case UncoveredCell():
            yield finding.place if of_place else finding.target_group
        case MissingPartnership():
            yield from (cell.place if of_place else cell.target_group for cell in finding.cells)
        case Exposed() if finding.kind == subject.kind:
            yield from (label[0] for label in finding.labels)
        case UnservedGroup() | CarriedGroup() if not of_place:
            yield finding.target_group


def _initiatives(card: Card, finding: object) -> Iterator[str]:
    """Yield the initiatives whose future, or whose list of actors, a finding is about."""
    match finding:
        case SeatGap():
            yield finding.initiative
        case Exposed():
            yield from finding.loss.initiatives
        case CarriedGroup():
            yield from finding.initiatives
        case ExampleKind():
            prefix = initiative_node("")
            yield from (node.removeprefix(prefix) for node in card.nodes if node.startswith(prefix))
