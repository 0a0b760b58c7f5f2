"""Every picture in every format, in one folder, for people to look at before others do."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from html import escape
from pathlib import Path

from samverkan import workflows
from samverkan.cli.printing import chosen_study, print_json
from samverkan.domain.view import MAP_LAYOUTS, MAP_MODES, SHEET_FORMS, View
from samverkan.draw.exporting import EXPORTS
from samverkan.i18n import Translator

_SEEN_ON_A_PAGE = ("svg", "png")


def gallery(options: argparse.Namespace, words: Translator) -> int:
    """Write every picture of the selection to a folder, with a page that shows them beside each other."""
    chosen = chosen_study(options, words)
    folder = Path(options.out)
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, what, form, view in _wanted():
        target = folder / f"{name}.{form}"
        written += workflows.export(
            chosen, what=what, file_format=form, target=target, view=view, language=words.language
        )
    index = folder / "index.html"
    index.write_text(_page(written, words), encoding="utf-8")
    if options.json:
        print_json({"written": [str(path) for path in (index, *written)]})
    else:
        print(words("cli.wrote_gallery", n=len(written), name=str(index)))
    return 0


def _wanted() -> Iterator[tuple[str, str, str, View]]:
    """Yield the name, the thing, the format and the view of each file."""
    for what, writers in EXPORTS.items():
        if what != "data":
            yield from ((what, what, form, View()) for form in writers)
    for layout in MAP_LAYOUTS:
        for mode in MAP_MODES:
            yield f"map_{layout}_{mode}", "map", "png", View(layout=layout, map_mode=mode)
    for form in SHEET_FORMS:
        yield f"map_{form}", "map", "png", View(sheet_form=form)


def _page(written: list[Path], words: Translator) -> str:
    rows = "".join(_entry(path.name) for path in sorted(written, key=lambda path: path.name))
    title = escape(words("cli.gallery_title"))
    return (
        f'<!doctype html><html lang="{words.language}"><meta charset="utf-8"><title>{title}</title>'
        "<style>body{font-family:sans-serif;margin:2rem}img{max-width:100%;border:1px solid #999}</style>"
        f"<h1>{title}</h1>{rows}</html>"
    )


def _entry(name: str) -> str:
    shown = escape(name)
    is_picture = name.rpartition(".")[2] in _SEEN_ON_A_PAGE
    content = f'<img src="{shown}" alt="{shown}">' if is_picture else f'<a href="{shown}">{shown}</a>'
    return f"<h2>{shown}</h2><p>{content}</p>"
