"""What each command does."""

from __future__ import annotations

import argparse
import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qs, urlsplit

from samverkan import workflows
from samverkan.analysis.sharing import related_groups, shared_between, shared_pairs
from samverkan.cli.brief_command import brief
from samverkan.cli.gallery import gallery
from samverkan.cli.gap_commands import gaps, invite, what_if, worklist
from samverkan.cli.printing import chosen_study, limited, print_json, print_table
from samverkan.cli.selecting import actor_id
from samverkan.cli.story_command import story
from samverkan.domain.link import decode
from samverkan.domain.nodes import actor_node
from samverkan.domain.study import Study, study
from samverkan.domain.view import View, choices
from samverkan.draw.measured import measure_text
from samverkan.i18n import Translator

Command = Callable[[argparse.Namespace, Translator], int]


def start_app(options: argparse.Namespace, _: Translator) -> int:
    """Start the dashboard and stay until it is stopped."""
    environment = dict(os.environ)
    if options.data:
        environment["SAMVERKAN_DATA"] = str(Path(options.data).resolve())
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(workflows.app_file()),
        "--server.port",
        str(options.port),
    ]
    try:
        return subprocess.call(command, env=environment)  # noqa: S603  # our own file, no shell
    except KeyboardInterrupt:
        return 0


def check(options: argparse.Namespace, words: Translator) -> int:
    """Read the data and list all that is wrong with them; 1 where anything is."""
    reading = workflows.open_package(options.data)
    report = reading.report
    n_rows = sum(report.rows_read.values())
    if options.json:
        findings = [
            {**dataclasses.asdict(finding), "sentence": workflows.sentence(finding, words)}
            for finding in report.findings
        ]
        left_out = {name: list(rows) for name, rows in report.left_out.items()}
        print_json({"rows_read": dict(report.rows_read), "left_out": left_out, "findings": findings})
    elif report.is_clean:
        print(words("cli.clean", rows=n_rows))
    else:
        for finding in report.findings:
            print(workflows.sentence(finding, words))
        print(words("cli.summary", rows=n_rows, left_out=report.n_left_out, findings=len(report.findings)))
    return 0 if report.is_clean else 1


def rank(options: argparse.Namespace, words: Translator) -> int:
    """List the actors by a measure."""
    chosen = chosen_study(options, words)
    table = limited(workflows.ranked_actors(chosen, by=options.by), options.limit)
    if options.json:
        records = table.reset_index(names="id").to_dict("records")
        print_json({"as_of": chosen.as_of.isoformat(), "by": options.by, "actors": records})
        return 0
    header = [words("column.rank"), words("column.actor"), words(f"measure.{options.by}.column")]
    rows = [
        [str(row["rank"]), row["name"], measure_text(options.by, float(row[options.by]), words)]
        for _, row in table.iterrows()
    ]
    return print_table(chosen, header, rows, words)


def target_groups(options: argparse.Namespace, words: Translator) -> int:
    """List who shares target groups; with two actors named, what these two share."""
    chosen = chosen_study(options, words)
    actors = [actor_id(chosen, name) for name in options.actor]
    names = chosen.dataset.names
    if len(actors) == 2:
        return _print_two(options, chosen, (actors[0], actors[1]), words)
    pairs = shared_pairs(chosen)
    if actors:
        pairs = pairs[(pairs["actor"].isin(actors)) | (pairs["other"].isin(actors))]
    pairs = limited(pairs, options.limit)
    if options.json:
        print_json({"as_of": chosen.as_of.isoformat(), "pairs": pairs.to_dict("records")})
        return 0
    header = [words(f"column.{name}") for name in ("pair", "n_shared", "n_joint")]
    rows = [
        [
            f"{names['actors'][pair.actor]} – {names['actors'][pair.other]}",
            str(pair.n_target_groups),
            str(pair.n_joint_initiatives),
        ]
        for pair in pairs.itertuples(index=False)
    ]
    return print_table(chosen, header, rows, words)


def _print_two(options: argparse.Namespace, chosen: Study, pair: tuple[str, str], words: Translator) -> int:
    shared = shared_between(chosen, *pair)
    related = related_groups(chosen, *pair)
    if options.json:
        print_json({"as_of": chosen.as_of.isoformat(), **dataclasses.asdict(shared), "related": related})
        return 0
    names = chosen.dataset.names
    rows = [
        [words(f"cli.{kind}"), ", ".join(names[table][identifier] for identifier in found) or "–"]
        for kind, table, found in (
            ("shared_exactly", "target_groups", shared.target_groups),
            ("shared_broadly", "target_groups", related),
            ("joint", "initiatives", shared.joint_initiatives),
        )
    ]
    return print_table(chosen, [" – ".join(names["actors"][actor] for actor in pair), ""], rows, words)


def _seen(options: argparse.Namespace, words: Translator) -> tuple[Study, View]:
    """Return what is looked at and how: as the link says if one is given, else as the options do."""
    if options.link:
        dataset = workflows.open_package(options.data).dataset
        view = decode(parse_qs(urlsplit(options.link).query), choices(dataset))
        return study(dataset, view.selection), view
    chosen = chosen_study(options, words)
    view = View(
        map_mode=options.map,
        layout=options.layout,
        sheet_form=options.sheet,
        focus=actor_node(actor_id(chosen, options.focus)) if options.focus else "",
        size_by=options.by,
        across=options.across,
    )
    return chosen, view


def export(options: argparse.Namespace, words: Translator) -> int:
    """Write what the selection, or the link of a page, shows."""
    chosen, view = _seen(options, words)
    written = workflows.export(
        chosen,
        what=options.what,
        file_format=options.format,
        target=options.out,
        view=view,
        language=view.language if options.link else words.language,
        scale=options.scale,
        address=options.address,
    )
    if options.json:
        print_json({"written": [str(path) for path in written]})
    else:
        for path in written:
            print(words("cli.wrote", name=str(path)))
    return 0


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "app": start_app,
        "check": check,
        "rank": rank,
        "gaps": gaps,
        "what-if": what_if,
        "invite": invite,
        "worklist": worklist,
        "target-groups": target_groups,
        "brief": brief,
        "story": story,
        "export": export,
        "gallery": gallery,
    }
)
"""Command name to what it does."""
