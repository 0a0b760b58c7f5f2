"""The words that every picture of a study carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from samverkan.domain.dataset import Dataset
from samverkan.domain.link import PATHS, decode
from samverkan.domain.pictures import PICTURES, SHOWN_ON, Picture, where_seen
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.view import View, choices
from samverkan.draw.explaining import described_filters, explanation, link_to
from samverkan.i18n import LANGUAGES, translator

Drawn = Callable[..., Dataset]

SV = translator("sv")


def test_filters_are_described_one_by_one(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x",
        initiatives=[{"id": "x", "theme_ids": "skola", "place_ids": "torget"}],
        serves="x-unga",
    )
    selection = Selection(
        sectors=("civil_society",),
        themes=("skola",),
        places=("torget",),
        target_groups=("unga",),
        year_from=2019,
        stated_only=True,
    )

    assert described_filters(study(dataset, selection), SV) == [
        "Sektor: Civilsamhälle",
        "Tema: Skola",
        "Område: Torget",
        "Målgrupp: Unga",
        "År: 2019–",
        "Bara det som källan säger rent ut",
    ]
    assert described_filters(study(dataset, Selection()), SV) == []


def test_a_picture_says_how_much_of_what_when_and_from_whom(drawn: Drawn) -> None:
    chosen = study(drawn("a-x b-x a-y"), Selection(sectors=("civil_society",)))

    told = explanation(chosen, SV, title="Bilden", details=["storlek: närhet"], reading=["Så här."])

    assert told.title == "Bilden"
    assert told.subtitle == "2 aktörer, 2 insatser · enheter var för sig · storlek: närhet"
    assert told.footer == (
        SV("picture.as_of", date="2021-06-30", sources="Sidan (2021-06-30)"),
        SV("picture.filters", filters="Sektor: Civilsamhälle"),
        "Så här.",
    )


def test_counts_are_those_of_what_is_drawn_where_they_are_given(drawn: Drawn) -> None:
    told = explanation(study(drawn("a-x"), Selection()), SV, title="Bilden", counts=["3 rader"])

    assert told.subtitle == "3 rader · enheter var för sig"


def test_the_link_stands_last(drawn: Drawn) -> None:
    told = explanation(study(drawn("a-x"), Selection()), SV, title="Bilden", link="/aktorer?by=closeness")

    assert told.footer[-1] == SV("picture.link", link="/aktorer?by=closeness")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_study_is_explained_too(drawn: Drawn, language: str) -> None:
    nothing = study(drawn("a-x", themes=[{"id": "skola"}]), Selection(themes=("skola",)))

    told = explanation(nothing, translator(language), title="Bilden")

    assert all(told.footer)
    assert told.subtitle


@pytest.mark.parametrize("picture", PICTURES)
def test_the_link_shows_the_same_picture_when_sources_have_been_reviewed_again(
    drawn: Drawn, picture: Picture
) -> None:
    rows = [{"actor_id": "a", "initiative_id": "x"}]
    before = drawn(rows, sources=[{"id": "sidan", "title": "Sidan", "reviewed": "2021-06-30"}])
    after = drawn(rows, sources=[{"id": "sidan", "title": "Sidan", "reviewed": "2024-01-31"}])
    view = View(Selection(sectors=("civil_society",)), size_by="closeness", language="en")

    link = urlsplit(link_to(picture, study(before, view.selection), view, address="http://localhost:8501/"))

    assert link.path == f"/{PATHS[SHOWN_ON[picture]]}"
    followed = decode(parse_qs(link.query), choices(after))
    as_it_was = replace(view.selection, municipalities=("Trollhättan",), as_of=date(2021, 6, 30))
    assert replace(followed.selection, municipalities=("Trollhättan",)) == as_it_was
    assert (followed.size_by, followed.language) == ("closeness", "en")
    assert followed == where_seen(followed, picture)
