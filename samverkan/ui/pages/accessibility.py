"""The accessibility statement, a draft: what it covers, how it was tested, what is known to fall short."""

from __future__ import annotations

from samverkan.i18n import Translator
from samverkan.ui.components import markup

_PARTS = {
    "covers": ("text", "status"),
    "tested": ("automatic", "keyboard", "zoom", "words", "not_tested"),
    "exceptions": ("map", "poster", "grid", "charts", "files", "date", "words", "upload", "frame"),
    "contact": ("text",),
    "supervision": ("text",),
    "updated": ("text",),
}
"""Each part with its sentences; the words are in ``i18n`` under ``accessibility``."""
_LISTED = ("tested", "exceptions")


def show_statement(words: Translator) -> None:
    """Show the statement."""
    markup.show(
        markup.heading(words("accessibility.heading"), level=2),
        markup.paragraph(words("accessibility.draft"), style="sv-note"),
        *(_part(words, part) for part in _PARTS),
    )


def _part(words: Translator, part: str) -> str:
    sentences = [words(f"accessibility.{part}.{name}") for name in _PARTS[part]]
    said = markup.bullet_list(sentences) if part in _LISTED else "".join(map(markup.paragraph, sentences))
    return markup.heading(words(f"accessibility.{part}.heading")) + said
