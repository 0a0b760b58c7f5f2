"""Pictures from the command line: the same words, filters and link as on the page."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from openpyxl import load_workbook
from PIL import Image

from samverkan.cli import run
from samverkan.draw.exporting import CHART_FORMATS, CHART_NAMES
from samverkan.i18n import LANGUAGES, translator

Said = pytest.CaptureFixture[str]

SVG = "{http://www.w3.org/2000/svg}"


def texts_of(svg: Path) -> set[str]:
    root = ElementTree.fromstring(svg.read_bytes())  # noqa: S314  # our own
    return {text.text or "" for text in root.iter(f"{SVG}text")}


def export(what: str, target: Path, *more: str) -> int:
    """Write a chart in the format that its target's name ends with, and return the code."""
    file_format = target.suffix.removeprefix(".")
    return run(["export", "--what", what, "--format", file_format, "--out", str(target), *more])


@pytest.mark.parametrize("what", CHART_NAMES)
def test_every_chart_is_written_and_told(what: str, tmp_path: Path, capsys: Said) -> None:
    target = tmp_path / f"{what}.svg"

    code = export(what, target)

    assert code == 0
    assert capsys.readouterr().out == translator("sv")("cli.wrote", name=str(target)) + "\n"
    assert any("Trollhättan" in text for text in texts_of(target))


@pytest.mark.parametrize("file_format", CHART_FORMATS)
def test_a_chart_is_written_in_every_format(file_format: str, tmp_path: Path) -> None:
    target = tmp_path / f"bild.{file_format}"

    code = export("overlap", target)

    assert code == 0
    assert target.stat().st_size > 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_speaks_the_language_that_is_asked_for(language: str, tmp_path: Path) -> None:
    target = tmp_path / "bild.svg"

    export("timeline", target, "--lang", language)

    assert translator(language)("chart.timeline.title", where="Trollhättan") in texts_of(target)


def test_a_picture_says_the_filters_and_the_link_that_shows_it_again(tmp_path: Path) -> None:
    target = tmp_path / "bild.pdf"
    chosen = ["--sector", "state", "--at", "2021-01-01", "--by", "closeness"]

    export("ranking", target, *chosen, "--address", "http://samverkan.example")

    told = " ".join(pypdfium2.PdfDocument(target)[0].get_textpage().get_text_range().split())
    assert "Närhet i Trollhättan" in told
    assert "Läget 2021-01-01." in told
    assert "Urval: Sektor: Statlig." in told
    assert "http://samverkan.example/aktorer?sector=state&at=2021-01-01&by=closeness" in told.replace(" ", "")


def test_an_image_is_as_sharp_as_is_asked_for(tmp_path: Path) -> None:
    sizes = []
    for scale in ("1", "2", "4"):
        target = tmp_path / f"{scale}.png"
        export("overlap", target, "--scale", scale)
        sizes.append(Image.open(io.BytesIO(target.read_bytes())).width)

    assert sizes == pytest.approx([sizes[0], 2 * sizes[0], 4 * sizes[0]], abs=4)


def test_coverage_is_shown_by_what_is_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "tackning.xlsx"

    export("coverage", target, "--across", "places")

    headings = [cell.value for cell in load_workbook(target).worksheets[0][1]]
    assert "Kronogården" in headings


def test_a_chart_without_anything_in_it_says_so(tmp_path: Path) -> None:
    target = tmp_path / "bild.svg"

    code = export("ranking", target, "--sector", "business", "--role", "funder", "--status", "ended")

    assert code == 0
    assert translator("sv")("chart.empty") in texts_of(target)


def test_a_format_that_a_chart_does_not_have_is_told_with_those_that_it_has(
    tmp_path: Path, capsys: Said
) -> None:
    code = run(["export", "--what", "ranking", "--format", "graphml", "--out", str(tmp_path / "x")])

    known = ", ".join(CHART_FORMATS)
    assert code == 2
    assert (
        capsys.readouterr().err
        == translator("sv")("error.unknown_format", name="graphml", known=known) + "\n"
    )


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path, capsys: Said) -> None:
    target = tmp_path / "borta" / "bild.svg"

    code = export("overlap", target)

    assert code == 2
    assert capsys.readouterr().err == translator("sv")("error.cannot_write", name=str(target)) + "\n"


def test_the_help_says_what_can_be_written_in_which_format(capsys: Said) -> None:
    run(["export", "--help"])

    told = " ".join(capsys.readouterr().out.split())
    assert "ranking: svg, png, pdf, pptx, html, csv, xlsx" in told
    assert "data: csv, json, graphml" in told
