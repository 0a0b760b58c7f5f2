from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from samverkan.draw.palette import DARK, LIGHT
from samverkan.draw.pdf import A4_WIDTH_PT, PT_PER_PX, pdf
from samverkan.draw.png import png
from samverkan.draw.poster import FORMATS, Format, poster

SMALL = Format(640, 420)


def opened(content: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(content)


def words(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


def test_every_name_can_be_read_out_of_the_page_once(home_scene):
    scene = home_scene()

    text = words(opened(pdf([poster(scene, FORMATS["screen"])]))[0])

    assert all(node.caption.split()[0][:6] in text for node in scene.nodes)
    assert text.count("Returen") == 1
    assert scene.title in text


def test_the_font_is_embedded(sketch):
    content = pdf([poster(sketch({"eidar": (0, 0)}), SMALL)])

    assert content.count(b"/FontFile2") == 2
    assert b"NotoSans-SemiCondensed" in content


def test_a_pixel_is_a_96th_of_an_inch_unless_a_width_is_asked_for(sketch):
    sheet = poster(sketch({"eidar": (0, 0)}), FORMATS["a4"])

    assert opened(pdf([sheet]))[0].get_size() == pytest.approx((1587 * PT_PER_PX, 1122 * PT_PER_PX))
    assert opened(pdf([sheet], width_pt=A4_WIDTH_PT))[0].get_size() == pytest.approx(
        (841.89, 595.22), abs=0.1
    )


def test_each_sheet_is_a_page(sketch):
    sheets = [poster(sketch({name: (0, 0)}), SMALL) for name in ("eidar", "polisen")]

    document = opened(pdf(sheets))

    assert len(document) == 2
    assert "Polisen" in words(document[1])
    assert "Polisen" not in words(document[0])


def test_the_same_sheet_gives_the_same_bytes(sketch):
    sheet = poster(sketch({"eidar": (0, 0)}), SMALL)

    assert pdf([sheet]) == pdf([sheet])


def test_the_document_says_what_it_is(sketch):
    document = opened(pdf([poster(sketch({"eidar": (0, 0)}), SMALL)]))

    assert document.get_metadata_dict()["Title"] == "Vem & var <nu>"
    assert "Källa: Sidan." in document.get_metadata_dict()["Subject"]


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_a_picture_has_so_many_pixels_for_each_of_the_sheet_s(sketch, scale):
    image = Image.open(io.BytesIO(png(poster(sketch({"eidar": (0, 0)}), SMALL), scale=scale)))

    assert image.size == (640 * scale, 420 * scale)


@pytest.mark.parametrize(("theme", "tones"), [("light", LIGHT), ("dark", DARK)])
def test_a_picture_has_the_colours_of_its_theme(sketch, theme, tones):
    sheet = poster(sketch({"eidar": (0, 0)}), SMALL, theme=theme)

    image = Image.open(io.BytesIO(png(sheet, scale=1))).convert("RGB")

    colours = {colour for _, colour in image.getcolors(maxcolors=100_000)}
    assert image.getpixel((2, 2)) == rgb(tones["background"]["fill"])
    assert rgb(tones["municipal"]["fill"]) in colours
