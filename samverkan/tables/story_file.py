"""A story as a small file of its own: JSON with its title and, for each step, heading, text and link.

The file holds links, never data or pictures, so that it can be opened on next year's tables. Nothing of it is
cut in silence: what is too long or makes no sense is told, with the step that it stands in, and the file is
then not opened at all. What is told and nevertheless opened: steps that point at what the data set does not
know, and addresses and numbers of persons, which are taken out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from samverkan.domain.dataset import Dataset
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
from samverkan.errors import DataError, ExportError
from samverkan.tables.personal_data import has_personal_data, without_personal_data

FORMAT, VERSION = "samverkan-story", 1
MOST_BYTES = 1_000_000

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
    content = {
        "format": FORMAT,
        "version": VERSION,
        "title": story.title,
        "dataset": dataset.fingerprint,
        "steps": [{"heading": step.heading, "text": step.text, "query": step.query} for step in story.steps],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def story_from_json(content: bytes | str, dataset: Dataset, offered: Choices) -> StoryReading:
    """Return the story of a text.

    Raises
    ------
    DataError
        It is no JSON in UTF-8, is too large, holds no story, was written by a later version of the program,
        or a part of it is missing, no text or too long.
    """
    read = _checked(_parsed(content))
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
    path = Path(path)
    try:
        path.write_text(story_to_json(story, dataset), encoding="utf-8", newline="")
    except OSError as fault:
        raise ExportError("cannot_write", name=path.name) from fault
    return path


def read_story(path: Path | str, dataset: Dataset, offered: Choices) -> StoryReading:
    """Read a story from a file.

    Raises
    ------
    DataError
        As :func:`story_from_json`, or there is no such file.
    """
    path = Path(path)
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise DataError("story_no_file", name=path.name) from fault
    return story_from_json(content, dataset, offered)


def _parsed(content: bytes | str) -> Any:
    if len(content) > MOST_BYTES:
        raise DataError("story_too_large", most=MOST_BYTES // 1_000_000)
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        return json.loads(text)
    except (ValueError, RecursionError) as fault:  # not UTF-8, not JSON, or nested beyond reason
        raise DataError("story_not_json") from fault


def _checked(read: Any) -> dict[str, Any]:
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise DataError("story_not_story")
    version, steps = read.get("version"), read.get("steps")
    number = version if isinstance(version, int) and not isinstance(version, bool) else 0
    if number > VERSION:
        raise DataError("story_newer", version=str(number))
    if number != VERSION or not isinstance(steps, list):
        raise DataError("story_not_story")
    if len(steps) > MOST_STEPS:
        raise DataError("story_too_many", n=len(steps), most=MOST_STEPS)
    return read


def _step(row: Any, number: int) -> Step:
    if not isinstance(row, dict):
        raise DataError("story_bad_step", number=number)
    heading, text, query = (
        _text(row, name, "story_bad_step", number=number) for name in ("heading", "text", "query")
    )
    if not heading:
        raise DataError("story_no_heading", number=number)
    return Step(heading, text, query)


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
