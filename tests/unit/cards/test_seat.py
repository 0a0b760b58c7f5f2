from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from samverkan.cards.card import Deck, Judged
from samverkan.cards.seat import seat_deck
from samverkan.domain.dataset import Dataset, split_list
from samverkan.domain.edits import AddParticipation
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study
from samverkan.gaps.seats import SeatGap, missing_seats
from samverkan.i18n import translator
from samverkan.workflows import home_selection, open_package

Drawn = Callable[..., Dataset]


@pytest.fixture(scope="module")
def home() -> Study:
    dataset = open_package().dataset
    return study(dataset, home_selection(dataset))


@pytest.fixture(scope="module")
def decks(home: Study) -> dict[str, Deck]:
    return {language: seat_deck(home, translator(language)) for language in ("sv", "en")}


@pytest.fixture(scope="module")
def deck(decks: dict[str, Deck]) -> Deck:
    return decks["sv"]


def sentences(deck: Deck) -> list[str]:
    of_cards = [
        text
        for card in deck.cards
        for text in (card.claim, card.band, *(reason.text for reason in card.reasons), *card.limits)
    ]
    return [deck.reading, *deck.notes, *of_cards]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_sentence_is_whole(decks: dict[str, Deck], language: str) -> None:
    found = sentences(decks[language])

    assert decks[language].cards
    assert [text for text in found if re.search(r"[{}]|\bnan\b|\bNone\b", text) or not text.strip()] == []
    assert [text for text in found if "  " in text or not re.match(r"[\w”“]", text)] == []


@pytest.mark.parametrize(
    ("language", "jargon"),
    [
        (
            "sv",
            r"logit|BiCM|p-värde|sannolik|nod\b|kant\b|score|borde ha|måste|saknar\b|brist|orsak|därför att",
        ),
        ("en", r"logit|BiCM|p-value|probab|node|edge|score|must\b(?! first)|fail(ed|ure)|lacks|because"),
    ],
)
def test_no_sentence_accuses_or_is_certain_or_names_a_method(
    decks: dict[str, Deck], language: str, jargon: str
) -> None:
    own = [text for text in sentences(decks[language]) if re.search(jargon, text)]

    assert own == []


def test_both_languages_have_the_same_cards(decks: dict[str, Deck]) -> None:
    swedish, english = decks["sv"], decks["en"]

    assert swedish.findings == english.findings
    assert [card.id for card in swedish.cards] == [card.id for card in english.cards]
    assert [len(card.reasons) for card in swedish.cards] == [len(card.reasons) for card in english.cards]


def test_a_card_asks_about_the_actor_and_the_initiative_of_its_finding(home: Study, deck: Deck) -> None:
    names = home.dataset.names

    for card, gap in zip(deck.cards, gaps(deck), strict=True):
        actor, initiative = names["actors"][gap.actor], names["initiatives"][gap.initiative]
        assert card.claim == f"Bör {actor} vara med i ”{initiative}”?"
        assert card.id == f"seat:{gap.actor}~{gap.initiative}"
        assert card.nodes[:2] == (f"actor:{gap.actor}", f"initiative:{gap.initiative}")
        assert card.trial == (AddParticipation(gap.actor, gap.initiative),)
        assert card.judged == Judged("seat", gap.actor, gap.initiative)


def gaps(deck: Deck) -> list[SeatGap]:
    return [gap for gap in deck.findings if isinstance(gap, SeatGap)]


def test_ids_are_unique(deck: Deck) -> None:
    assert len({card.id for card in deck.cards}) == len(deck.cards)


def test_the_heaviest_partners_are_named_with_their_initiatives(home: Study, deck: Deck) -> None:
    names = home.dataset.names

    for card, gap in zip(deck.cards, gaps(deck), strict=True):
        for shared, reason in zip(gap.partners[:3], card.reasons, strict=False):
            assert reason.text.startswith(f"{names['actors'][shared.partner]} är redan med")
            assert f"actor:{shared.partner}" in reason.nodes
            assert all(f"”{names['initiatives'][one]}”" in reason.text for one in shared.initiatives[:3])


def test_what_a_reason_counts_is_its_number_of_initiatives(deck: Deck) -> None:
    counted = 0
    for card in deck.cards:
        for reason in card.reasons:
            if match := re.search(r"har redan (\d+) insats", reason.text):
                counted += 1
                assert int(match.group(1)) == len(reason.nodes)
    assert counted > len(deck.cards)


def test_every_card_names_what_the_actor_does_of_what_the_initiative_is_about(
    home: Study, deck: Deck
) -> None:
    names = home.dataset.names["themes"]

    for card, gap in zip(deck.cards, gaps(deck), strict=True):
        about = [f"inom temat ”{names[tag.tag]}”" for tag in gap.tags if tag.kind == "theme"]
        own = [reason.text for reason in card.reasons if "har redan" in reason.text]
        assert any(theme in text for text in own for theme in about)
        assert not any("Hela staden" in text or "”Invånare”" in text for text in own)


def test_every_card_has_a_reason_a_limit_and_a_strength(deck: Deck) -> None:
    assert all(card.reasons and card.limits for card in deck.cards)
    assert {card.band for card in deck.cards} == {"stark ledtråd", "måttlig ledtråd"}


def test_evidence_points_at_rows_that_are_there(home: Study, deck: Deck) -> None:
    ties = set(zip(home.participations["actor_id"], home.participations["initiative_id"], strict=True))
    serves = set(zip(home.serves["initiative_id"], home.serves["target_group_id"], strict=True))

    for card in deck.cards:
        assert card.evidence.participations
        assert card.evidence.participations <= ties
        assert card.evidence.serves <= serves
        assert card.evidence.initiatives <= set(home.initiatives.index)


def test_evidence_holds_every_tie_that_a_reason_names(deck: Deck) -> None:
    for card, gap in zip(deck.cards, gaps(deck), strict=True):
        for shared in gap.partners:
            for initiative in shared.initiatives:
                assert {(gap.actor, initiative), (shared.partner, initiative)} <= card.evidence.participations


def test_the_number_for_a_kind_of_actor_is_that_of_the_evidence(home: Study, deck: Deck) -> None:
    rows = home.participations[home.participations["counted"]]
    actors = home.dataset.tables["actors"]
    kind_of = dict(zip(actors["id"], actors["kind"], strict=True))
    told = 0
    for card, gap in zip(deck.cards, gaps(deck), strict=True):
        alike = {
            pair
            for pair in zip(rows["actor_id"], rows["initiative_id"], strict=True)
            if kind_of[pair[0]] == gap.actor_kind
        }
        for reason in card.reasons:
            if match := re.search(r"finns med (\d+) gånger .*varav (\d+) gånger", reason.text):
                told += 1
                assert int(match.group(1)) == len(alike)
                assert int(match.group(2)) <= len(alike & card.evidence.participations)
    assert told


def test_an_open_list_is_said_to_be_open(home: Study, deck: Deck) -> None:
    for card, gap in zip(deck.cards, gaps(deck), strict=True):
        is_open = home.initiatives["actors_complete"][gap.initiative] == "no"
        assert ("fler är med" in card.limits[-1]) == is_open


def test_what_speaks_against_is_said_of_no_initiative_at_all(home: Study, deck: Deck) -> None:
    dataset = home.dataset
    parts, initiatives = dataset.tables["participations"], dataset.tables["initiatives"].set_index("id")
    themes = dataset.names["themes"]
    said = 0
    for card, gap in zip(deck.cards, gaps(deck), strict=True):
        own = parts.loc[parts["actor_id"] == gap.actor, "initiative_id"]
        does = {themes[theme] for name in own for theme in split_list(initiatives["theme_ids"][name])}
        for limit in card.limits:
            for theme in re.findall(r"inom temat ”([^”]+)”", limit):
                said += 1
                assert theme not in does
    assert said


def test_the_notes_tell_how_good_the_list_is_and_what_it_leaves_out(home: Study, deck: Deck) -> None:
    test = missing_seats(home).test
    names = home.dataset.names["initiatives"]

    told = deck.notes[0]
    assert f"I {test.found.n_found} av {test.found.n} fall" in told
    assert f"hade hittat {test.found_by_popularity.n_found}" in told
    closed = [
        row.name
        for _, row in home.initiatives.iterrows()
        if row["actors_complete"] == "yes" and row["counted"]
    ]
    assert all(f"”{names[str(name)]}”" in " ".join(deck.notes) for name in closed)
    n_own = len(missing_seats(home).own_work)
    assert f"För {n_own} insatser föreslås ingen, eftersom källorna nämner högst en organisation" in " ".join(
        deck.notes
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"themes": ("ingen",)}, "inget att utgå från"),
        ({"statuses": ("planned",)}, "för få"),
        ({"level": "department"}, "klarade inte sin prövning"),
    ],
)
def test_an_empty_list_says_why(home: Study, change: dict[str, object], says: str) -> None:
    selection = replace(home.selection, **change)  # type: ignore[arg-type]

    deck = seat_deck(study(home.dataset, selection), translator("sv"))

    assert deck.cards == ()
    assert says in deck.silence
    assert "{" not in deck.silence


def test_a_silent_list_says_what_it_leaves_out_where_it_passed_its_test(home: Study) -> None:
    near, failed = (
        seat_deck(study(home.dataset, replace(home.selection, **change)), translator("sv"))
        for change in (
            {"places": ("kronans-kulturhus",), "sectors": ("civil_society",)},
            {"level": "department"},
        )
    )

    assert near.cards == ()
    assert any("föreslås ingen" in note for note in near.notes)
    assert (failed.cards, failed.notes) == ((), ())


def test_a_list_with_cards_is_not_silent(deck: Deck) -> None:
    assert deck.silence == ""


def test_an_empty_data_set_says_why(drawn: Drawn) -> None:
    deck = seat_deck(study(drawn(), Selection()), translator("en"))

    assert (deck.cards, deck.notes) == ((), ())
    assert "nothing to start from" in deck.silence
