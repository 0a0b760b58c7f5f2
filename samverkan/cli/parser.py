"""The arguments of every command, with help in the language asked for."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

from samverkan.domain.story import READY_MADE
from samverkan.domain.view import ACROSS, MAP_LAYOUTS, MAP_MODES, SHEET_FORMS
from samverkan.domain.vocabulary import CHOICES, GAP_KINDS, LEVELS, MEASURES
from samverkan.draw.exporting import EXPORTS, FORMATS, SCALES
from samverkan.i18n import LANGUAGES, Translator


class WrongUsageError(Exception):
    """The command was wrongly written: what is wrong with it, and how it is written."""

    def __init__(self, reason: str, usage: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.usage = usage


class _Formatter(argparse.HelpFormatter):
    """Help whose own words are ours too."""

    usage_prefix = ""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self.usage_prefix if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser that raises instead of leaving, and says what is wrong in our words."""

    words: Translator

    def error(self, message: str) -> NoReturn:
        raise WrongUsageError(_reason(message, self.words), self.format_usage())


def _reason(message: str, words: Translator) -> str:
    """Translate argparse's few complaints; what is left of each are the names that it is about."""
    about, _, rest = message.partition(": ")
    if about == "the following arguments are required":
        return words("cli.reason_missing", names=rest)
    if about == "unrecognized arguments":
        return words("cli.reason_unknown", names=rest)
    if "invalid choice: " in message:
        value, _, choices = message.partition("invalid choice: ")[2].partition(" (choose from ")
        return words("cli.reason_choice", value=value, choices=choices.rstrip(")"))
    if "expected one argument" in message:
        return words("cli.reason_value", names=about.removeprefix("argument "))
    return words("cli.reason_bad", names=message.removeprefix("argument ").partition(": ")[0])


def parser(words: Translator) -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    formatter: type[_Formatter] = type("Formatter", (_Formatter,), {"usage_prefix": f"{words('cli.usage')} "})
    make: type[_Parser] = type("Parser", (_Parser,), {"words": words})
    common = _common(make, words)
    filters = _filters(make, words)
    top: argparse.ArgumentParser = make(
        "samverkan", description=words("cli.description"), formatter_class=formatter, add_help=False
    )
    _add_help(top, words)
    commands: argparse._SubParsersAction[argparse.ArgumentParser] = top.add_subparsers(
        dest="command", required=True, metavar="COMMAND", title=words("cli.commands"), parser_class=make
    )

    def command(name: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        text = words(f"cli.{name.replace('-', '_')}")
        added: argparse.ArgumentParser = commands.add_parser(
            name,
            help=text,
            description=text,
            parents=[common, *parents],
            formatter_class=formatter,
            add_help=False,
        )
        _add_help(added, words)
        return added

    app = command("app")
    app.add_argument("--port", type=int, default=8501, metavar="N", help=words("cli.port"))
    command("check")
    rank = command("rank", filters)
    rank.add_argument("--by", choices=MEASURES, default=MEASURES[0], help=words("cli.by"))
    gaps = command("gaps", filters)
    gaps.add_argument("--kind", action="append", choices=GAP_KINDS, help=words("cli.kind"))
    _with_changes(command("what-if", filters), words)
    questions = command("worklist", filters)
    questions.add_argument("--out", required=True, metavar="PATH", help=words("cli.worklist_out"))
    questions.add_argument("--answers", metavar="FILE", help=words("cli.answers"))
    invite = command("invite", filters)
    for name, place in (("for", "for_groups"), ("in", "in_places")):
        invite.add_argument(
            f"--{name}",
            action="append",
            default=[],
            dest=place,
            metavar="ID",
            help=words(f"cli.invite_{name}"),
        )
    for listing in (rank, gaps, _with_actor(command("target-groups", filters), words)):
        listing.add_argument("--limit", type=int, default=20, metavar="N", help=words("cli.limit"))
    _with_subject(command("brief", filters), words)
    _with_story(command("story", filters), words)
    _with_target(command("export", filters), words)
    shown = command("gallery", filters)
    shown.add_argument("--out", required=True, metavar="FOLDER", help=words("cli.out"))
    return top


def _with_subject(added: argparse.ArgumentParser, words: Translator) -> None:
    added.add_argument("--actor", metavar="ID", help=words("cli.brief_actor"))
    added.add_argument("--out", required=True, metavar="PATH", help=words("cli.brief_out"))
    added.add_argument("--address", default="", metavar="URL", help=words("cli.address"))


def _with_story(added: argparse.ArgumentParser, words: Translator) -> None:
    added.add_argument("--list", action="store_true", help=words("cli.story_list"))
    added.add_argument("--name", choices=READY_MADE, help=words("cli.story_name"))
    added.add_argument("--file", metavar="FILE", help=words("cli.story_file"))
    added.add_argument("--format", choices=("pdf", "pptx", "json"), help=words("cli.story_format"))
    added.add_argument("--out", metavar="PATH", help=words("cli.story_out"))
    added.add_argument("--address", default="", metavar="URL", help=words("cli.address"))


def _with_target(added: argparse.ArgumentParser, words: Translator) -> None:
    told = "; ".join(f"{what}: {', '.join(writers)}" for what, writers in EXPORTS.items())
    added.add_argument("--what", choices=tuple(EXPORTS), default="data", help=words("cli.what"))
    added.add_argument("--format", choices=FORMATS, required=True, help=words("cli.format", formats=told))
    added.add_argument("--out", required=True, metavar="PATH", help=words("cli.out"))
    added.add_argument("--by", choices=MEASURES, default=MEASURES[0], help=words("cli.by"))
    added.add_argument("--map", choices=MAP_MODES, default=MAP_MODES[0], help=words("cli.map"))
    added.add_argument("--layout", choices=MAP_LAYOUTS, default=MAP_LAYOUTS[0], help=words("cli.layout"))
    added.add_argument("--focus", metavar="NAME", help=words("cli.focus"))
    added.add_argument("--sheet", choices=SHEET_FORMS, default=SHEET_FORMS[0], help=words("cli.sheet"))
    added.add_argument("--link", metavar="LINK", help=words("cli.link"))
    added.add_argument("--across", choices=ACROSS, default=ACROSS[0], help=words("cli.across"))
    added.add_argument("--scale", type=int, choices=SCALES, default=2, help=words("cli.scale"))
    added.add_argument("--address", default="", metavar="URL", help=words("cli.address"))


def _with_changes(added: argparse.ArgumentParser, words: Translator) -> None:
    added.add_argument("--edit", action="append", default=[], metavar="EDIT", help=words("cli.edit"))
    added.add_argument("--name", metavar="NAME", help=words("cli.trial_name"))
    added.add_argument("--scenario", metavar="FILE", help=words("cli.scenario"))
    added.add_argument("--gaps", action="store_true", help=words("cli.trial_gaps"))


def _with_actor(added: argparse.ArgumentParser, words: Translator) -> argparse.ArgumentParser:
    added.add_argument("--actor", action="append", default=[], metavar="ID", help=words("cli.actor"))
    return added


def _add_help(added: argparse.ArgumentParser, words: Translator) -> None:
    added._optionals.title = words("cli.options")  # noqa: SLF001  # argparse has no public name for it
    added.add_argument("-h", "--help", action="help", help=words("cli.help"))


def _common(make: Callable[..., argparse.ArgumentParser], words: Translator) -> argparse.ArgumentParser:
    shared = make(add_help=False)
    shared.add_argument("--data", metavar="FOLDER", help=words("cli.data"))
    shared.add_argument("--lang", choices=LANGUAGES, help=words("cli.lang"))
    shared.add_argument("--json", action="store_true", help=words("cli.json"))
    shared.add_argument("--debug", action="store_true", help=words("cli.debug"))
    return shared


def _filters(make: Callable[..., argparse.ArgumentParser], words: Translator) -> argparse.ArgumentParser:
    """Return the choices of the dashboard's sidebar, under the names that its links have."""
    shared = make(add_help=False)
    group = shared.add_argument_group(words("cli.filters"))
    for name in ("municipality", "theme", "place", "group"):
        group.add_argument(f"--{name}", action="append", metavar="ID", help=words(f"cli.{name}"))
    group.add_argument("--level", choices=LEVELS, help=words("cli.level"))
    for name in ("open", "closed"):
        group.add_argument(f"--{name}", action="append", metavar="ID", help=words(f"cli.{name}"))
    for name in ("sector", "role", "status"):
        known = (*CHOICES[name], "all")
        group.add_argument(
            f"--{name}",
            action="append",
            choices=known,
            metavar=name.upper(),
            help=f"{words(f'cli.{name}')}: {', '.join(known)}",
        )
    group.add_argument("--from", type=int, dest="from_year", metavar="YEAR", help=words("cli.from"))
    group.add_argument("--to", type=int, dest="to_year", metavar="YEAR", help=words("cli.to"))
    group.add_argument("--stated", action="store_true", help=words("cli.stated"))
    group.add_argument("--at", type=date.fromisoformat, metavar="DATE", help=words("cli.at"))
    return shared
