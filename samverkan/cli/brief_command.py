"""The command that writes a brief for a meeting."""

from __future__ import annotations

import argparse

from samverkan import workflows
from samverkan.briefs.subject import Subject
from samverkan.cli.printing import chosen_study, print_json, tell_day
from samverkan.cli.selecting import actor_id
from samverkan.domain.study import Study
from samverkan.errors import SamverkanError
from samverkan.i18n import Translator


def brief(options: argparse.Namespace, words: Translator) -> int:
    """Write one page about an actor, else about the one place or the one target group of the filters.

    Raises
    ------
    SamverkanError
        It is not said what the page is about, or more than one thing is.
    """
    chosen = chosen_study(options, words)
    subject = _subject(options, chosen)
    made = workflows.brief(chosen, subject, language=words.language, address=options.address)
    path = workflows.write_brief(made, options.out)
    if options.json:
        print_json({"as_of": chosen.as_of.isoformat(), "written": [str(path)], "shortened": made.is_cut})
        return 0
    print(words("cli.wrote", name=str(path)))
    tell_day(chosen, words)
    return 0


def _subject(options: argparse.Namespace, chosen: Study) -> Subject:
    if options.actor is not None:
        return Subject("actor", actor_id(chosen, options.actor))
    subjects = [
        *(Subject("place", place) for place in chosen.selection.places),
        *(Subject("target_group", group) for group in chosen.selection.target_groups),
    ]
    if len(subjects) != 1:
        raise SamverkanError("one_subject")
    return subjects[0]
