"""Cards of the kind "funding"; the words are being written."""

from __future__ import annotations

from samverkan.cards.card import Deck
from samverkan.domain.study import Study
from samverkan.i18n import Translator


def funding_deck(chosen: Study, words: Translator) -> Deck:  # noqa: ARG001  # in the making
    """Return an empty deck."""
    return Deck("funding", (), "")
