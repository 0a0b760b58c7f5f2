from __future__ import annotations

from collections.abc import Callable

import pytest

from samverkan.analysis.groups import Group, Groups, consensus_groups
from samverkan.cards.stability import GroupText, groups_text, overlap_text, place_text
from samverkan.domain.dataset import Dataset
from samverkan.domain.naming import Names
from samverkan.i18n import LANGUAGES, NO_BREAK_SPACE, translator
from samverkan.workflows import home_study, open_package

Drawn = Callable[..., Dataset]


@pytest.mark.parametrize(
    ("language", "low", "high", "expected"),
    [
        ("sv", 3, 7, "plats 3–7"),
        ("sv", 1, 1, "plats 1"),
        ("en", 3, 7, "places 3–7"),
        ("en", 1, 1, "place 1"),
    ],
)
def test_an_interval_is_a_place_or_a_span(language: str, low: int, high: int, expected: str) -> None:
    assert expected == place_text(low, high, translator(language))


@pytest.mark.parametrize(
    ("n", "expected"),
    [(0, "skiljbar från alla andra"), (1, "ej skiljbar från 1 annan"), (8, "ej skiljbar från 8 andra")],
)
def test_overlap_is_not_told_apart(n: int, expected: str) -> None:
    assert expected == overlap_text(n, translator("sv"))


def test_groups_are_named_with_how_steady_they_are(drawn: Drawn) -> None:
    names = Names(drawn("eidar-torget ifk-torget polisen-klubben kyrkan-klubben"))

    found = groups_text(
        Groups((Group(("eidar", "ifk"), 0.875),), ("polisen",), ("kyrkan",)), names, translator("sv")
    )

    assert found.groups == (
        GroupText(
            "Eidar och Ifk.",
            f"Två av dem hamnar i samma grupp i 88{NO_BREAK_SPACE}% av omräkningarna, i genomsnitt.",
            ("actor:eidar", "actor:ifk"),
        ),
    )
    assert found.notes == (
        "Möter andra, men hör inte stadigt till någon grupp: Polisen.",
        "Delar ingen insats med någon annan känd aktör: Kyrkan.",
    )
    assert found.silence == ""


def test_no_groups_say_so(drawn: Drawn) -> None:
    found = groups_text(Groups((), (), ()), Names(drawn("")), translator("sv"))

    assert (found.groups, found.notes) == ((), ())
    assert found.silence.startswith("Inga aktörer i urvalet")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_data_s_own_groups_can_be_read_in_either_language(language: str) -> None:
    chosen = home_study(open_package().dataset)

    found = groups_text(consensus_groups(chosen.network), Names(chosen.dataset), translator(language))

    texts = [text for group in found.groups for text in (group.names, group.stability)] + list(found.notes)
    assert len(found.groups) > 3
    assert [text for text in texts if "{" in text] == []
