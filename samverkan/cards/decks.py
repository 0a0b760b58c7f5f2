"""Every kind of gap with the function that makes its deck."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from samverkan.cards.broker import broker_deck
from samverkan.cards.card import Deck
from samverkan.cards.cell import cell_deck
from samverkan.cards.dependence import dependence_deck
from samverkan.cards.example import example_deck
from samverkan.cards.funding import funding_deck
from samverkan.cards.partnership import partnership_deck
from samverkan.cards.seat import seat_deck
from samverkan.domain.study import Study
from samverkan.domain.vocabulary import GapKind
from samverkan.i18n import Translator

DECKS: Mapping[GapKind, Callable[[Study, Translator], Deck]] = MappingProxyType(
    {
        "seat": seat_deck,
        "cell": cell_deck,
        "funding": funding_deck,
        "partnership": partnership_deck,
        "dependence": dependence_deck,
        "broker": broker_deck,
        "example": example_deck,
    }
)
"""Kind of gap to what finds and words it."""
