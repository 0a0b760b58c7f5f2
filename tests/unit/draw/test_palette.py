from __future__ import annotations

import pytest

from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.draw.palette import SHAPES, TONES, contrast

THEMES = tuple(TONES)
KINDS = (*VOCABULARIES["sector"], "initiative")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert expected == round(contrast(one, other), 2) == round(contrast(other, one), 2)


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_from_its_background(theme: str) -> None:
    tones = TONES[theme]

    assert contrast(tones["text"]["fill"], tones["background"]["fill"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", [*KINDS, "edge", "hull"])
def test_every_kind_stands_out_from_the_background_by_fill_or_line(theme: str, tone: str) -> None:
    background = TONES[theme]["background"]["fill"]

    assert max(contrast(colour, background) for colour in TONES[theme][tone].values()) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sector", VOCABULARIES["sector"])
def test_every_sector_stands_out_by_its_fill_alone(theme: str, sector: str) -> None:
    assert contrast(TONES[theme][sector]["fill"], TONES[theme]["background"]["fill"]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_hollow_stands_out_by_its_line_alone(theme: str) -> None:
    background = TONES[theme]["background"]["fill"]

    assert min(contrast(TONES[theme][kind]["line"], background) for kind in KINDS) >= 3


def test_both_themes_have_the_same_tones() -> None:
    assert set(TONES["light"]) == set(TONES["dark"]) == {*KINDS, "background", "text", "edge", "hull"}


def test_every_kind_has_a_shape_of_its_own() -> None:
    assert set(SHAPES) == set(KINDS)
    assert len(set(SHAPES.values())) == len(KINDS)


@pytest.mark.parametrize("theme", THEMES)
def test_no_two_kinds_have_the_same_colours(theme: str) -> None:
    assert len({tuple(TONES[theme][kind].values()) for kind in KINDS}) == len(KINDS)
