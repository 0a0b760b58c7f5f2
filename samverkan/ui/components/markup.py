"""HTML made of data, every word of it escaped.

``st.markdown`` would fetch an image that a name points at, so what comes from tables is shown through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st


def safe_label(text: str) -> str:
    """Return a text for a widget's label or option, where Markdown links and images do nothing.

    Both forms of an image, ``![a](b)`` and ``![a][b]`` with its address on a line of its own, need their
    brackets side by side, and the second a line break.
    """
    return " ".join(text.split()).replace("](", "] (").replace("][", "] [")


def paragraph(text: str, *, style: str = "") -> str:
    """Return a paragraph; ``style`` names a class of ``page.css``."""
    return f'<p class="{escape(style)}">{escape(text)}</p>' if style else f"<p>{escape(text)}</p>"


def heading(text: str, *, level: int = 3) -> str:
    """Return a heading."""
    return f"<h{level}>{escape(text)}</h{level}>"


def bullet_list(items: Iterable[str]) -> str:
    """Return a list of plain texts."""
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def folded(summary: str, content: str) -> str:
    """Return markup behind a line that opens it."""
    return f"<details><summary>{escape(summary)}</summary>{content}</details>"


def definitions(pairs: Iterable[tuple[str, str]]) -> str:
    """Return terms with their descriptions; pairs without a description are left out."""
    rows = (f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in pairs if text)
    return f"<dl>{''.join(rows)}</dl>"


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]], *, tall: bool = False) -> str:
    """Return a table that a screen reader reads as one: caption, column headers, a header in each row.

    A ``tall`` one scrolls by itself instead of pushing the page down.
    """
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in rows
    )
    style = "sv-table sv-tall" if tall else "sv-table"
    return (
        f'<div class="{style}" tabindex="0" role="group" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def block(*parts: str) -> str:
    """Return pieces of markup one after the other, in our own style."""
    return f'<div class="sv">{"".join(parts)}</div>'


def show(*parts: str) -> None:
    """Show pieces of markup one after the other."""
    st.html(block(*parts))
