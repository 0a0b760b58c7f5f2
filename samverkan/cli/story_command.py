"""The command about stories: list those that come with the program, write one of them or one's own."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from pathlib import Path

from samverkan import workflows
from samverkan.cli.printing import chosen_study, print_json, tell_day
from samverkan.domain.dataset import Dataset
from samverkan.domain.story import READY_MADE, Story
from samverkan.domain.study import Study, study
from samverkan.draw.staged import STORY_WRITERS, Stage
from samverkan.errors import ExportError, SamverkanError
from samverkan.i18n import Translator
from samverkan.stories.ready_made import ready_made
from samverkan.stories.teller import Untold
from samverkan.tables.story_file import problems, read_story, story_to_json


def story(options: argparse.Namespace, words: Translator) -> int:
    """List the stories, or write one to a file; 1 where the data do not carry it or something is told of it.

    Raises
    ------
    SamverkanError
        Neither a list nor one story is asked for, or a story without where and as what to write it.
    """
    chosen = chosen_study(options, words)
    if options.list:
        return _list(chosen, options, words)
    if (options.name is None) == (options.file is None) or not (options.format and options.out):
        raise SamverkanError("story_usage")
    stage = _stage(chosen.dataset, words, options.address)
    told, is_whole = _told(options, chosen, stage)
    if isinstance(told, Untold):
        print(told.reason, file=sys.stderr)
        return 1
    if not told.steps:
        raise SamverkanError("story_empty")
    _write(Path(options.out), _content(told, stage, options.format))
    if options.json:
        print_json({"written": [options.out], "steps": len(told.steps)})
    else:
        print(words("cli.wrote", name=options.out))
    return 0 if is_whole else 1


def _stage(dataset: Dataset, words: Translator, address: str) -> Stage:
    """Return the stage on which everything stands as the dashboard on this machine shows it."""
    return Stage(
        dataset,
        words,
        address,
        layout=lambda view: workflows.seen_positions(study(dataset, view.selection), view),
    )


def _list(chosen: Study, options: argparse.Namespace, words: Translator) -> int:
    """List the stories with their steps, or why one is left out."""
    found = {name: ready_made(name, chosen, words) for name in READY_MADE}
    if options.json:
        print_json({name: dataclasses.asdict(told) for name, told in found.items()})
        return 0
    for name, told in found.items():
        print(f"\n{name}: {told.title}")
        if isinstance(told, Untold):
            print(f"   {told.reason}")
        else:
            for number, step in enumerate(told.steps, start=1):
                chart = "" if step.what == "map" else f" ({words(f'story.chart.{step.what}')})"
                print(f"   {number}. {step.heading}{chart}")
    tell_day(chosen, words)
    return 0


def _told(options: argparse.Namespace, chosen: Study, stage: Stage) -> tuple[Story | Untold, bool]:
    """Return the story asked for, and whether it is shown as it was written; what is not is told."""
    if options.file is None:
        return ready_made(options.name, chosen, stage.words), True
    reading = read_story(options.file, stage.dataset, stage.offered)
    told = list(problems(reading))
    for problem, number in told:
        print(stage.words(f"story.opened.{problem}", n=number), file=sys.stderr)
    return reading.story, not told


def _content(told: Story, stage: Stage, file_format: str) -> bytes:
    if file_format == "json":
        return story_to_json(told, stage.dataset).encode()
    return STORY_WRITERS[file_format](stage, told)


def _write(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError as fault:
        raise ExportError("cannot_write", name=str(target)) from fault
