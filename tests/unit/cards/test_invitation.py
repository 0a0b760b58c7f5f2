from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from samverkan.cards.card import Evidence
from samverkan.cards.invitation import InvitationText, invitation_text
from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.gaps import invitation as module
from samverkan.gaps.invitation import invitation
from samverkan.i18n import LANGUAGES, translator
from samverkan.workflows import home_study, open_package

Drawn = Callable[..., Dataset]

GROUPS = [{"id": "flickor", "broader_ids": "unga"}, {"id": "unga", "broader_ids": "alla"}]
PLACES = [{"id": "torget", "broader_id": "sodra"}, {"id": "sodra", "broader_id": "staden"}]
INITIATIVES = [
    {"id": "disco", "place_ids": "sodra"},
    {"id": "dans", "place_ids": "torget"},
    {"id": "fest", "place_ids": "staden"},
    {"id": "lopp"},
    {"id": "tom", "place_ids": "norra"},
]
SERVES = "disco-unga dans-flickor fest-alla lopp-aldre tom-aldre"


def said(drawn: Drawn, ties: str, groups: str, places: str = "", **options: Any) -> InvitationText:
    tables = {"initiatives": INITIATIVES, "serves": SERVES, "target_groups": GROUPS, "places": PLACES}
    dataset = drawn(ties, **{**tables, **options})
    found = invitation(study(dataset, Selection()), groups.split(), places.split())
    return invitation_text(found, dataset, translator("sv"))


def texts(text: InvitationText) -> list[str]:
    own = [
        sentence
        for invitee in text.invitees
        for sentence in (
            invitee.claim,
            invitee.note,
            invitee.reserve.text,
            *(one.text for one in invitee.reasons),
        )
    ]
    return [text.heading, *own, *(one.text for one in text.unreached), *text.limits]


def test_one_who_is_enough_comes_with_a_reason_and_a_reserve(drawn: Drawn) -> None:
    text = said(drawn, "ifk-disco ifk-dans eidar-dans", "unga", "sodra")

    assert text.heading == "Enligt underlaget når Ifk ensam 1 av 1 kombination av målgrupp och område."
    (invitee,) = text.invitees
    assert (invitee.node, invitee.note) == ("actor:ifk", "")
    assert invitee.claim == "Ifk når Unga i Sodra."
    assert [(reason.text, reason.nodes) for reason in invitee.reasons] == [
        ("Unga i Sodra: genom Disco och Dans (Flickor, Torget).", ("initiative:disco", "initiative:dans"))
    ]
    assert invitee.reserve.text == (
        "Reserv: Eidar, som når en del av Unga i Sodra. Delen nås genom Dans (Flickor, Torget)."
    )
    assert invitee.reserve.nodes == ("actor:eidar", "initiative:dans")
    assert text.unreached == ()


def test_who_reaches_only_a_part_is_said_to_reach_a_part(drawn: Drawn) -> None:
    (invitee,) = said(drawn, "ifk-dans", "unga", "sodra").invitees

    assert invitee.claim == "Ifk når en del av Unga i Sodra."
    assert invitee.reasons[0].text == "Unga i Sodra, en del: genom Dans (Flickor, Torget)."
    assert invitee.reserve.text == "Underlaget nämner ingen annan som kan ersätta Ifk."


def test_a_reserve_for_the_whole_is_not_said_to_reach_a_part(drawn: Drawn) -> None:
    (invitee,) = said(drawn, "ifk-disco ifk-dans kyrkan-disco", "unga", "sodra").invitees

    assert invitee.reserve.text == "Reserv: Kyrkan, som når Unga i Sodra."


def test_several_are_said_to_be_the_fewest_and_a_reserve_says_what_would_be_left(drawn: Drawn) -> None:
    text = said(drawn, "ifk-disco ifk-dans eidar-dans kyrkan-lopp", "flickor unga aldre")

    assert text.heading == (
        "Enligt underlaget når 2 aktörer tillsammans 3 av 3 målgrupper: Ifk och Kyrkan. "
        "Med färre aktörer går det inte, enligt underlaget."
    )
    only_girls = said(drawn, "ifk-disco ifk-lopp eidar-lopp", "unga aldre")
    assert only_girls.invitees[0].reserve.text == "Reserv: Eidar, som når Aldre. Då saknas Unga."


def test_a_choice_too_large_to_try_does_not_claim_to_be_the_fewest(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "EXACT_UP_TO", 1)

    assert "Det kan finnas en mindre grupp" in said(drawn, "ifk-disco kyrkan-lopp", "unga aldre").heading


def test_a_collective_is_to_be_asked_about_first(drawn: Drawn) -> None:
    (invitee,) = said(drawn, "skolor-disco", "unga", actors=[{"id": "skolor", "kind": "collective"}]).invitees

    assert invitee.note.startswith("Källan skriver bara Skolor, inte vem det gäller.")


def test_what_nobody_reaches_says_what_there_is_all_the_same(drawn: Drawn) -> None:
    text = said(drawn, "ifk-fest ifk-lopp", "unga aldre", "sodra norra")

    assert text.heading == "Ingen aktör i urvalet når det du har valt."
    assert [reason.text for reason in text.unreached] == [
        "Aldre i Norra: Tom finns, men underlaget nämner ingen där som kan bjudas in. "
        "För gruppen, men utan känt område: Lopp.",
        "Aldre i Sodra: underlaget nämner ingen som kan bjudas in. För gruppen, men utan känt område: Lopp.",
        "Unga i Norra: underlaget nämner ingen som kan bjudas in.",
        "Unga i Sodra: Disco och Dans (Flickor, Torget) finns, "
        "men underlaget nämner ingen där som kan bjudas in. "
        "Det som rör en bredare grupp eller ett större område: Fest (Alla, Staden).",
    ]
    assert text.unreached[0].nodes == ("initiative:tom", "initiative:lopp")


def test_nothing_chosen_asks_for_a_choice(drawn: Drawn) -> None:
    text = said(drawn, "ifk-disco", "")

    assert text == InvitationText("Välj minst en målgrupp eller ett område.", (), (), (), Evidence())


def test_what_it_rests_on_are_the_rows_of_invitees_and_reserves(drawn: Drawn) -> None:
    text = said(drawn, "ifk-disco eidar-dans", "unga", "sodra")

    assert text.evidence == Evidence(
        participations=frozenset({("ifk", "disco"), ("eidar", "dans")}),
        serves=frozenset({("disco", "unga"), ("dans", "flickor")}),
        initiatives=frozenset({"disco", "dans"}),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("groups", "places"),
    [
        (("unga", "foraldrar", "aldre"), ("kronogarden", "sandhem")),
        (("unga", "flickor"), ()),
        ((), ("varvik", "oresjo")),
        (("aldre",), ("oresjo",)),
    ],
)
def test_on_the_data_every_sentence_is_whole(
    language: str, groups: tuple[str, ...], places: tuple[str, ...]
) -> None:
    dataset = open_package().dataset

    text = invitation_text(invitation(home_study(dataset), groups, places), dataset, translator(language))

    assert [sentence for sentence in texts(text) if re.search(r"[{}]|card\.|\(\)", sentence)] == []
    assert len(text.limits) == 3
