"""A story saved and opened again is the same; whatever is wrong with a file is told in plain words."""

from __future__ import annotations

import json

import pytest

from samverkan.domain.story import MOST_HEADING, MOST_QUERY, MOST_STEPS, MOST_TEXT, MOST_TITLE, Step, Story
from samverkan.domain.view import choices
from samverkan.errors import DataError, ExportError
from samverkan.i18n import LANGUAGES, translator
from samverkan.tables.story_file import (
    MOST_BYTES,
    problems,
    read_story,
    story_from_json,
    story_to_json,
    write_story,
)

STORY = Story(
    "Om torget – ”å ä ö”",
    (
        Step("Polisen & Eidar", "Båda är med.", "focus=actor%3Apolisen"),
        Step("Alla", "", ""),
        Step("Pengar", "", "", "timeline"),
    ),
)


@pytest.fixture
def data(drawn):
    return drawn("polisen-torget eidar-torget")


def opened(content, data):
    return story_from_json(content, data, choices(data))


def file_with(**changes) -> str:
    step = {"heading": "a", "text": "", "query": ""}
    plain = {"format": "samverkan-story", "version": 1, "title": "", "steps": [step]}
    return json.dumps({**plain, **changes})


def test_a_story_comes_back_as_it_was_saved(data, tmp_path):
    path = write_story(STORY, data, tmp_path / "min.json")

    reading = read_story(path, data, choices(data))

    assert reading.story == STORY
    assert reading.same_data
    assert list(problems(reading)) == []


def test_a_file_from_before_there_were_charts_holds_maps(data):
    reading = opened(file_with(version=1), data)

    assert reading.story.steps == (Step("a", "", "", "map"),)


@pytest.mark.parametrize("what", [None, 3, ["map"], "", "Map"])
def test_a_picture_that_does_not_exist_is_not_taken_for_a_map(data, what):
    with pytest.raises(DataError, match="story_bad_what"):
        opened(file_with(version=2, steps=steps_with(what=what)), data)


def test_other_data_are_told_apart(data, drawn):
    assert not opened(story_to_json(STORY, data), drawn("skolan-torget")).same_data


def test_a_step_that_points_at_what_is_not_there_is_kept_and_told(data, drawn):
    reading = opened(story_to_json(STORY, data), drawn("eidar-torget"))

    assert reading.story == STORY
    assert list(problems(reading)) == [("unknown", 1)]


def test_addresses_of_persons_are_taken_out_and_told(data):
    steps = [{"heading": "Ring Eva", "text": "eva@example.se", "query": ""}]

    reading = opened(file_with(title="Ring 0520-49 50 00", steps=steps), data)

    assert reading.story == Story("Ring [borttaget]", (Step("Ring Eva", "[borttaget]", ""),))
    assert list(problems(reading)) == [("personal_title", 0), ("personal", 1)]


def steps_with(**changes):
    return [{"heading": "a", "text": "", "query": "", **changes}]


BAD = {
    "story_too_large": "x" * (MOST_BYTES + 1),
    "story_not_json": "{",
    "story_not_story": "[]",
    "story_newer": file_with(version=3),
    "story_too_many": file_with(steps=steps_with() * (MOST_STEPS + 1)),
    "story_bad_title": file_with(title=None),
    "story_bad_step": file_with(steps=steps_with(text=3)),
    "story_bad_what": file_with(steps=steps_with(what="piechart")),
    "story_no_heading": file_with(steps=steps_with(heading="  ")),
    "story_long_title": file_with(title="x" * (MOST_TITLE + 1)),
    "story_long_heading": file_with(steps=steps_with(heading="x" * (MOST_HEADING + 1))),
    "story_long_text": file_with(steps=steps_with(text="x" * (MOST_TEXT + 1))),
    "story_long_query": file_with(steps=steps_with(query="x" * (MOST_QUERY + 1))),
}


@pytest.mark.parametrize("code", BAD)
def test_every_bad_file_is_told_in_both_languages(code, data):
    with pytest.raises(DataError) as told:
        opened(BAD[code], data)

    assert told.value.code == code
    for language in LANGUAGES:
        sentence = translator(language)(f"error.{code}", **told.value.params)
        assert sentence.endswith(".")
        assert "{" not in sentence


@pytest.mark.parametrize(
    "content",
    [
        file_with(format="samverkan-scenario"),
        file_with(version=True),
        file_with(version="1"),
        file_with(steps={}),
        "null",
    ],
)
def test_what_is_no_story_is_not_opened(content, data):
    with pytest.raises(DataError, match="story_not_story"):
        opened(content, data)


@pytest.mark.parametrize("content", [b"\xff\xfe", "[" * 100_000])
def test_what_is_no_text_or_too_deep_is_no_story(content, data):
    with pytest.raises(DataError, match="story_not_json"):
        opened(content, data)


def test_a_step_that_is_no_step_is_told_with_its_number(data):
    with pytest.raises(DataError) as told:
        opened(file_with(steps=[*steps_with(), "b"]), data)

    assert told.value.params["number"] == 2


def test_the_longest_that_fits_comes_back_whole(data):
    whole = Story(
        "t" * MOST_TITLE, (Step("h" * MOST_HEADING, "x" * MOST_TEXT, "q" * MOST_QUERY),) * MOST_STEPS
    )

    assert opened(story_to_json(whole, data), data).story == whole


def test_a_file_that_is_not_there_or_cannot_be_written_is_told(data, tmp_path):
    with pytest.raises(DataError, match="story_no_file"):
        read_story(tmp_path / "ingen.json", data, choices(data))
    with pytest.raises(ExportError, match="cannot_write"):
        write_story(STORY, data, tmp_path / "ingen" / "min.json")
