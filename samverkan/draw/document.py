"""An HTML file that can be sent and opened anywhere: it asks no server for anything.

Whatever stands in it comes from here: its letters, its colours, and at most one script of our own. A policy
inside knows that script by its digest and lets nothing else run, so that no name can ever do anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path

from samverkan.draw.palette import DARK, LIGHT
from samverkan.draw.poster import guide_colour

_POLICY = (
    "default-src 'none'; {script}style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; base-uri 'none'; form-action 'none'"
)


def document(
    *,
    language: str,
    title: str,
    subtitle: str,
    main: str,
    footer: Sequence[str] = (),
    about: str = "",
    script: str = "",
    data: str = "",
    style: str = "",
    has_dark: bool = True,
) -> str:
    """Return an HTML document without any outside request.

    Parameters
    ----------
    language
        Of all its words.
    title, subtitle, footer
        What stands around its content, in words; ``about`` says to who only hears it what the footer is.
    main
        The content, as markup.
    script, data
        What runs, and the JSON that it reads; without a script none may.
    style
        What this page looks like besides what all have in common.
    has_dark
        Whether its colours follow a dark screen, as its pictures then have to.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = _POLICY.format(script=f"script-src 'sha256-{digest}'; " if script else "")
    scripts = (
        f'<script type="application/json" id="data">{data}</script>\n<script>{script}</script>\n'
        if script
        else ""
    )
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<style>{_colours(has_dark=has_dark)}{own_file("page.css")}{style}</style>
</head>
<body>
<header>
<h1>{escape(title)}</h1>
<p>{escape(subtitle)}</p>
</header>
<main>
{main}
</main>
{_footer(footer, about)}{scripts}</body>
</html>
"""


def paragraphs(lines: Iterable[str]) -> str:
    """Return lines of words as markup, a paragraph each."""
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _footer(lines: Sequence[str], about: str) -> str:
    return f'<footer aria-label="{escape(about)}">\n{paragraphs(lines)}\n</footer>\n' if lines else ""


def html_table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> str:
    """Return a table whose columns and rows have headings, as markup; ``name`` is its id."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in headings)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in others)
        + "</tr>"
        for first, *others in rows
    )
    return (
        f'<table id="{name}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


@cache
def own_file(name: str) -> str:
    """Return the text of a file that stands beside this one."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8").strip()


@cache
def colour_pairs() -> tuple[tuple[str, str], ...]:
    """Return every colour of a sheet, each with the one that stands for it on a dark screen."""
    tones = [(LIGHT[tone][part], DARK[tone][part]) for tone in LIGHT for part in ("fill", "line")]
    return (*tones, (guide_colour(LIGHT), guide_colour(DARK)))


def _colours(*, has_dark: bool) -> str:
    """Return every colour of a sheet as a variable, for a light and for a dark screen."""
    dark = dict(colour_pairs())
    light = "".join(f"--{one.removeprefix('#')}:{one};" for one in dark)
    if not has_dark:
        return f":root{{{light}}}\n"
    night = "".join(f"--{one.removeprefix('#')}:{other};" for one, other in dark.items())
    return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{night}}}}}\n"
