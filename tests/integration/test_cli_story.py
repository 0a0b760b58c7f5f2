"""Stories from the command line: listed, written, opened from a file, and what is wrong told."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation

from samverkan.cli import run
from samverkan.domain.pictures import PICTURES
from samverkan.domain.story import READY_MADE
from samverkan.i18n import LANGUAGES, translator

Said = pytest.CaptureFixture[str]
WORDS = translator("sv")


@pytest.mark.parametrize("language", LANGUAGES)
def test_stories_are_listed_with_their_steps(language: str, capsys: Said) -> None:
    code = run(["story", "--list", "--json", "--lang", language])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert tuple(told) == READY_MADE
    assert all(story["steps"] for story in told.values())


def test_the_list_says_which_steps_are_charts(capsys: Said) -> None:
    run(["story", "--list"])
    listed = capsys.readouterr().out.splitlines()
    run(["story", "--list", "--json"])
    told = json.loads(capsys.readouterr().out)

    steps = [step for story in told.values() for step in story["steps"]]
    charts = [step for step in steps if step["what"] != "map"]
    assert {"ranking", "timeline"} <= {step["what"] for step in charts}
    for step in charts:
        assert any(
            line.endswith(f"{step['heading']} ({WORDS('story.chart.' + step['what'])})") for line in listed
        )
    assert sum(line.endswith(")") and "diagram: " in line for line in listed) == len(charts)


def test_a_story_that_a_filter_leaves_nothing_of_says_why(capsys: Said) -> None:
    code = run(["story", "--list", "--place", "lextorp"])

    assert code == 0
    assert WORDS("story.police.untold") in capsys.readouterr().out


def test_a_ready_made_story_becomes_slides_a_document_and_a_file(tmp_path: Path, capsys: Said) -> None:
    slides, document, file = (tmp_path / f"stup.{form}" for form in ("pptx", "pdf", "json"))

    for target in (slides, document, file):
        form = target.suffix.removeprefix(".")
        assert run(["story", "--name", "funding", "--format", form, "--out", str(target)]) == 0

    headings = [step["heading"] for step in json.loads(file.read_text("utf-8"))["steps"]]
    assert capsys.readouterr().out.splitlines()[0] == WORDS("cli.wrote", name=str(slides))
    assert [slide.shapes.title.text_frame.text for slide in Presentation(str(slides)).slides] == headings
    assert len(pypdfium2.PdfDocument(document)) == len(headings)


def test_ones_own_file_is_written_and_what_is_told_of_it_gives_1(tmp_path: Path, capsys: Said) -> None:
    own, target = tmp_path / "min.json", tmp_path / "min.pdf"
    step = {"heading": "Vid torget", "text": "", "query": "place=ingenstans"}
    story = {"format": "samverkan-story", "version": 1, "title": "", "dataset": "", "steps": [step]}
    own.write_text(json.dumps(story), "utf-8")

    code = run(["story", "--file", str(own), "--format", "pdf", "--out", str(target)])

    assert code == 1
    assert WORDS("story.opened.unknown", n=1) in capsys.readouterr().err
    assert "Vid torget" in pypdfium2.PdfDocument(target)[0].get_textpage().get_text_range()


def test_a_chart_in_ones_own_file_becomes_a_slide_and_an_unknown_picture_is_told(
    tmp_path: Path, capsys: Said
) -> None:
    own, target = tmp_path / "min.json", tmp_path / "min.pptx"

    def written(what: str) -> int:
        step = {"heading": "Så säkert är det", "text": "", "query": "by=initiatives", "what": what}
        story = {"format": "samverkan-story", "version": 2, "title": "", "dataset": "", "steps": [step]}
        own.write_text(json.dumps(story), "utf-8")
        return run(["story", "--file", str(own), "--format", "pptx", "--out", str(target)])

    assert written("ranking") == 0
    (slide,) = Presentation(str(target)).slides
    assert slide.shapes.title.text_frame.text == "Så säkert är det"
    assert [shape.has_chart for shape in slide.shapes].count(True) == 1
    assert written("pie") == 2
    known = ", ".join(PICTURES)
    assert capsys.readouterr().err.strip() == WORDS("error.story_bad_what", number=1, known=known)


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--name", "police"],
        ["--name", "police", "--format", "pdf"],
        ["--name", "police", "--file", "min.json", "--format", "pdf", "--out", "x.pdf"],
    ],
)
def test_half_a_wish_is_told_how_it_is_written(options: list[str], capsys: Said) -> None:
    code = run(["story", *options])

    assert code == 2
    assert capsys.readouterr().err.strip() == WORDS("error.story_usage")


def test_a_bad_file_and_an_empty_one_are_told(tmp_path: Path, capsys: Said) -> None:
    bad, empty = tmp_path / "bad.json", tmp_path / "empty.json"
    bad.write_text("{", "utf-8")
    empty.write_text('{"format": "samverkan-story", "version": 1, "title": "", "steps": []}', "utf-8")
    rest = ["--format", "pdf", "--out", str(tmp_path / "x.pdf")]

    codes = [run(["story", "--file", str(file), *rest]) for file in (bad, empty, tmp_path / "none.json")]

    told = capsys.readouterr().err.splitlines()
    assert codes == [2, 2, 2]
    assert told == [
        WORDS("error.story_not_json"),
        WORDS("error.story_empty"),
        WORDS("error.story_no_file", name="none.json"),
    ]
