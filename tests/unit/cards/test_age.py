from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from samverkan.cards.age import with_dates
from samverkan.cards.card import Card, Deck, Evidence
from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.vocabulary import GAP_KINDS
from samverkan.i18n import translator
from samverkan.workflows import deck, home_selection, open_package

Drawn = Callable[..., Dataset]

SOURCES = [
    {"id": "ny", "reviewed": "2021-06-30"},
    {"id": "gammal", "reviewed": "2020-07-20"},
    {"id": "odaterad", "reviewed": ""},
]


@pytest.fixture
def town(drawn: Drawn) -> Dataset:
    links = [
        {"actor_id": "ifk", "initiative_id": "a", "source_id": "ny"},
        {"actor_id": "ifk", "initiative_id": "b", "source_id": "gammal"},
        {"actor_id": "ifk", "initiative_id": "c", "source_id": "odaterad"},
    ]
    served = [{"initiative_id": "a", "target_group_id": "unga", "source_id": "gammal"}]
    paid = [{"initiative_id": "a", "funder_id": "staten", "source_id": "gammal"}]
    own = [{"id": "a", "source_id": "ny"}, {"id": "b", "source_id": "gammal"}, {"id": "c", "source_id": "ny"}]
    return drawn(links, serves=served, funding=paid, initiatives=own, sources=SOURCES)


def said(dataset: Dataset, evidence: Evidence, **selection: object) -> str:
    chosen = study(dataset, replace(Selection(), **selection))  # type: ignore[arg-type]
    cards = Deck("seat", (Card("x", "?", evidence=evidence),), "")
    return with_dates(cards, chosen, translator("sv")).cards[0].dated


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(participations=frozenset({("ifk", "b")})),
        Evidence(serves=frozenset({("a", "unga")})),
        Evidence(funding=frozenset({"a"})),
        Evidence(initiatives=frozenset({"b"})),
    ],
    ids=["a part", "a target group", "a funding", "an initiative"],
)
def test_a_card_on_an_older_page_says_from_when_it_is(town: Dataset, evidence: Evidence) -> None:
    assert said(town, evidence) == "Uppgifterna är från 2020-07-20. Vad som har hänt sedan dess framgår inte."


def test_a_card_on_a_page_of_the_day_says_nothing_of_its_age(town: Dataset) -> None:
    assert said(town, Evidence(participations=frozenset({("ifk", "a")}))) == ""
    assert said(town, Evidence(initiatives=frozenset({"b"})), as_of=date(2020, 7, 20)) == ""
    assert said(town, Evidence()) == ""


def test_every_date_is_named_once_and_a_page_without_one_too(town: Dataset) -> None:
    evidence = Evidence(participations=frozenset({("ifk", "a"), ("ifk", "b"), ("ifk", "c")}))

    assert said(town, evidence).startswith(
        "Uppgifterna är från 2020-07-20, 2021-06-30 och en källa utan datum."
    )


def test_a_filter_does_not_make_a_card_younger(town: Dataset) -> None:
    evidence = Evidence(participations=frozenset({("ifk", "b")}))

    assert "2020-07-20" in said(town, evidence, roles=("host",), as_of=date(2021, 6, 30))


@pytest.mark.parametrize("kind", GAP_KINDS)
def test_the_cards_of_the_data_that_rest_on_the_older_page_say_so(kind: str) -> None:
    dataset = open_package().dataset
    shown = deck(study(dataset, home_selection(dataset)), kind=kind, language="sv")

    undated = [card.id for card in shown.cards if card.evidence != Evidence() and not card.dated]
    assert undated == []
