"""What people say of a card: wherever the page lets it be said, the card goes and is counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from samverkan import workflows
from samverkan.cards.card import Deck
from samverkan.domain.dataset import Dataset
from samverkan.domain.judgements import Judgement, with_judgements
from samverkan.domain.selection import Level
from samverkan.domain.study import study
from samverkan.domain.vocabulary import GAP_KINDS, LEVELS, GapKind
from samverkan.i18n import translator
from samverkan.tables.judgement_file import read_judgements, write_judgements

DATA = workflows.open_package().dataset
NOTE = {"cell": "card.cell.note.settled", "example": "card.example.judged"}


def deck(dataset: Dataset, kind: GapKind, level: Level) -> Deck:
    selection = replace(workflows.home_selection(dataset), level=level)
    return workflows.deck(study(dataset, selection), kind=kind, language="sv")


def judged(shown: Deck) -> tuple[Judgement, ...]:
    return tuple(
        Judgement(card.judged.kind, card.judged.subject, card.judged.object, "irrelevant", date="2022-10-01")
        for card in shown.cards
        if card.judged
    )


def ids(shown: Deck, *, judgeable: bool) -> set[str]:
    return {card.id for card in shown.cards if bool(card.judged) is judgeable}


def counted(kind: GapKind, notes: Iterable[str], n: int) -> bool:
    text = translator("sv").count(NOTE.get(kind, f"card.{kind}.note.judged"), n)
    return text in notes


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", GAP_KINDS)
def test_every_card_that_can_be_judged_goes_and_is_counted_and_no_other_does(
    kind: GapKind, level: Level
) -> None:
    before = deck(DATA, kind, level)
    said = judged(before)

    after = deck(with_judgements(DATA, said), kind, level)

    assert ids(before, judgeable=True) & {card.id for card in after.cards} == set()
    assert ids(before, judgeable=False) <= {card.id for card in after.cards}
    assert not said or counted(kind, after.notes, len(said))


@pytest.mark.parametrize("kind", GAP_KINDS)
def test_what_was_said_of_the_cards_survives_its_file(kind: GapKind) -> None:
    said = judged(deck(DATA, kind, "unit"))

    reading = read_judgements(write_judgements(said), DATA)

    assert reading.report.findings == ()
    assert {one.thing for one in reading.judgements} == {one.thing for one in said}


def test_the_page_says_in_which_kinds_something_can_be_judged() -> None:
    can = {kind for kind in GAP_KINDS for level in LEVELS if judged(deck(DATA, kind, level))}

    assert {"seat", "cell", "funding", "partnership", "example"} >= can
    assert not can & {"dependence", "broker"}
