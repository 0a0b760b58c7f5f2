"""A story as a small file of its own: JSON with its title and each step's heading, text, link and picture.

The file holds links, never data or pictures, so that it can be opened on next year's tables. Nothing of it is
cut in silence: what is too long or makes no sense is told, with the step that it stands in, and the file is
then not opened at all. What is told and nevertheless opened: steps that point at what the data set does not
know, and addresses and numbers of persons, which are taken out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from samverkan.domain.dataset import Dataset
from samverkan.domain.pictures import PICTURES
from samverkan.domain.story import (
    MOST_HEADING,
    MOST_QUERY,
    MOST_STEPS,
    MOST_TEXT,
    MOST_TITLE,
    Step,
    Story,
    tidy,
    unknown_in,
)
from samverkan.domain.view import Choices
from samverkan.errors import DataError
from samverkan.tables.personal_data import has_personal_data, without_personal_data
from samverkan.tables.saved_file import MOST_BYTES, SavedKind

__all__ = [
    "MOST_BYTES",
    "StoryReading",
    "problems",
    "read_story",
    "story_from_json",
    "story_to_json",
    "write_story",
]

_KIND = SavedKind("story", version=2)
"""The first version had maps alone, so that its steps do not say what they show."""

_MOST = {"title": MOST_TITLE, "heading": MOST_HEADING, "text": MOST_TEXT, "query": MOST_QUERY}


@dataclass(frozen=True)
class StoryReading:
    """What came of opening a story.

    Parameters
    ----------
    story
        As it can be shown.
    unknown
        Places, from 0, of the steps that point at what the data set does not know.
    personal
        Places of the steps that an address or a number of a person was taken out of; -1 for the title.
    same_data
        Whether it was saved with this very data set: the same tables, cell by cell.
    """

    story: Story
    unknown: tuple[int, ...]
    personal: tuple[int, ...]
    same_data: bool


def story_to_json(story: Story, dataset: Dataset) -> str:
    """Return a story as text; ``dataset`` is the one that it was told about."""
    return _KIND.text(dataset, title=story.title, steps=[asdict(step) for step in story.steps])


def story_from_json(content: bytes | str, dataset: Dataset, offered: Choices) -> StoryReading:
    """Return the story of a text.

    Raises
    ------
    DataError
        It is no JSON in UTF-8, is too large, holds no story, was written by a later version of the program,
        or a part of it is missing, no text, too long or no picture that there is.
    """
    read = _checked(_KIND.content(content))
    title = _text(read, "title", "story_bad_title")
    steps = tuple(_step(row, number) for number, row in enumerate(read["steps"], start=1))
    told = (title, *(f"{step.heading}\n{step.text}" for step in steps))
    cleaned = Story(
        without_personal_data(title),
        tuple(
            replace(
                step,
                heading=without_personal_data(step.heading),
                text=without_personal_data(step.text),
            )
            for step in steps
        ),
    )
    return StoryReading(
        story=cleaned,
        unknown=tuple(place for place, step in enumerate(steps) if unknown_in(step, offered)),
        personal=tuple(place - 1 for place, text in enumerate(told) if has_personal_data(text)),
        same_data=read.get("dataset") == dataset.fingerprint,
    )


def write_story(story: Story, dataset: Dataset, path: Path | str) -> Path:
    """Write a story to a file and return the file.

    Raises
    ------
    ExportError
        The file cannot be written.
    """
    return _KIND.write(story_to_json(story, dataset), path)


def read_story(path: Path | str, dataset: Dataset, offered: Choices) -> StoryReading:
    """Read a story from a file.

    Raises
    ------
    DataError
        As :func:`story_from_json`, or there is no such file.
    """
    return story_from_json(_KIND.read(path), dataset, offered)


def _checked(read: dict[str, Any]) -> dict[str, Any]:
    steps = read.get("steps")
    if not isinstance(steps, list):
        raise _KIND.fault("not_story")
    if len(steps) > MOST_STEPS:
        raise _KIND.fault("too_many", n=len(steps), most=MOST_STEPS)
    return read


def _step(row: Any, number: int) -> Step:
    if not isinstance(row, dict):
        raise DataError("story_bad_step", number=number)
    heading, text, query = (
        _text(row, name, "story_bad_step", number=number) for name in ("heading", "text", "query")
    )
    if not heading:
        raise DataError("story_no_heading", number=number)
    if (what := row.get("what", "map")) not in PICTURES:
        raise DataError("story_bad_what", number=number, known=", ".join(PICTURES))
    return Step(heading, text, query, what)


def _text(row: dict[str, Any], name: str, code: str, **where: object) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise DataError(code, **where)
    whole = tidy(value, len(value))
    if len(whole) > _MOST[name]:
        raise DataError(f"story_long_{name}", n=len(whole), most=_MOST[name], **where)
    return whole


def problems(reading: StoryReading) -> Iterator[tuple[str, int]]:
    """Yield what is to be told of a story that was opened all the same: key of the words, step from 1."""
    for place in reading.personal:
        yield ("personal_title" if place < 0 else "personal"), place + 1
    for place in reading.unknown:
        yield "unknown", place + 1
