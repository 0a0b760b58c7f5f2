"""From arguments to an exit code: the one error boundary of the command line."""

from __future__ import annotations

import argparse
import io
import os
import sys
import traceback
from collections.abc import Sequence

from samverkan.cli.commands import COMMANDS
from samverkan.cli.parser import WrongUsageError, parser
from samverkan.errors import SamverkanError
from samverkan.i18n import LANGUAGES, Translator, translator

OK, FINDINGS, WRONG_USAGE, FAILED = 0, 1, 2, 3


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; nothing is raised."""
    words = translator(wanted_language(arguments))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without å is no reason to stop
    try:
        options = parser(words).parse_args(list(arguments))
    except WrongUsageError as wrong:
        return _complain(words("cli.wrong_usage", reason=wrong.reason), WRONG_USAGE, wrong.usage)
    except SystemExit as asked_for_help:
        return int(asked_for_help.code or OK)
    return _carried_out(options, words)


def wanted_language(arguments: Sequence[str]) -> str:
    """Return the language asked for by ``--lang``, else by ``SAMVERKAN_LANG``, else Swedish.

    The language is needed before the arguments are parsed, to say what is wrong with them.
    """
    given = list(arguments)
    for place, argument in enumerate(given):
        name, _, value = argument.partition("=")
        if name == "--lang":
            candidate = value or (given[place + 1] if place + 1 < len(given) else "")
            if candidate in LANGUAGES:
                return candidate
    return os.environ.get("SAMVERKAN_LANG", "")


def _carried_out(options: argparse.Namespace, words: Translator) -> int:
    try:
        return COMMANDS[options.command](options, words)
    except SamverkanError as error:  # something that the person who asked can put right
        _trace(options)
        return _complain(words(f"error.{error.code}", **error.params), WRONG_USAGE)
    except BrokenPipeError:
        # Whoever read our output (head, less) has seen enough; what is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception:  # the boundary: no trace reaches a person who did not ask for it
        _trace(options)
        return _complain(words("error.unexpected_cli"), FAILED)


def _trace(options: argparse.Namespace) -> None:
    if options.debug:
        traceback.print_exc()


def _complain(sentence: str, code: int, usage: str = "") -> int:
    print(f"{usage}{sentence}", file=sys.stderr)
    return code
