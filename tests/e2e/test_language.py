"""After a change of language nothing of ours is left in the other one, on any page, opened or folded."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from samverkan.i18n import LANGUAGES, phrases, translator
from samverkan.ui.pages import PAGES

DATA = Path(__file__).parents[2] / "data"
LONG = 25
"""From this length on a sentence is sought inside longer texts too, not only as a text of its own."""
JOINTS = re.compile(r" · |; |\n|: | \(|\)|, | – ")
"""Where our own phrases are put together into lines."""
TEXTS = """() => {
  const found = [];
  const of_streamlit = "[data-testid=stElementToolbar]";
  const unread = `style, script, noscript, ${of_streamlit}`;
  const read = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!node.parentElement?.closest(unread)) found.push(node.textContent);
      } else if (!node.closest?.(of_streamlit)) {
        for (const name of ["aria-label", "title", "placeholder", "alt"])
          if (node.getAttribute?.(name)) found.push(node.getAttribute(name));
        if (node.shadowRoot) read(node.shadowRoot);
      }
    }
  };
  read(document.body);
  return [document.title, ...found].map((text) => text.trim()).filter(Boolean);
}"""


@cache
def data_words() -> frozenset[str]:
    """Return what stands in the data, whole cells and the items of lists: it is in one language only."""
    cells: set[str] = set()
    for path in DATA.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                for cell in row:
                    cells |= {cell, *cell.split("|"), *JOINTS.split(cell)}
    return frozenset(cells)


def bare(sentence: str) -> str:
    """Return a sentence without what is filled in."""
    return re.sub(r"\{\w+\}", "", sentence)


@dataclass(frozen=True)
class Foreign:
    """A sentence of the other language, and what finds it whatever is filled in."""

    sentence: str
    landmark: str
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, sentence: str) -> Foreign:
        """Make what finds a sentence."""
        parts = re.split(r"\{\w+\}", sentence)
        return cls(sentence, max(parts, key=len), re.compile(".+?".join(map(re.escape, parts)), re.DOTALL))

    def is_in(self, piece: str) -> bool:
        """Tell whether a piece of text is the sentence, or holds it where it is a long one."""
        if self.landmark not in piece:  # a hundred times as fast as the pattern, and mostly enough
            return False
        is_long = len(bare(self.sentence)) >= LONG
        return bool(self.pattern.search(piece) if is_long else self.pattern.fullmatch(piece))


@cache
def foreign_sentences(language: str) -> tuple[Foreign, ...]:
    """Return the sentences of the other language that this one does not have."""
    (other,) = set(LANGUAGES) - {language}
    own = {sentence.casefold() for sentence in phrases(language).values()}
    return tuple(
        Foreign.of(sentence)
        for key, sentence in phrases(other).items()
        # What is a name (of a language), holds no words, or is told in the terminal only.
        if sentence.casefold() not in own
        and not key.startswith(("language.", "cli."))
        and re.search(r"[^\W\d]{4}", bare(sentence))
    )


def left_over(texts: Iterable[str], language: str) -> set[tuple[str, str]]:
    """Return the sentences of the other language among texts, each with the text it is in."""
    pieces = {piece for text in texts for piece in (text, *JOINTS.split(text))} - data_words()
    return {
        (foreign.sentence, piece[:80])
        for foreign in foreign_sentences(language)
        for piece in pieces
        if foreign.is_in(piece)
    }


def everything_on(visitor, language):
    """Return all texts of all pages, with every tab and every fold opened."""
    page, words = visitor.page, translator(language)
    for name, _, _ in PAGES:
        page.get_by_role("link", name=words(f"page.{name}.title"), exact=True).click()
        page.get_by_role("heading", name=words(f"page.{name}.heading"), level=1).wait_for()
        visitor.settled()
        if name == "map":
            assert visitor.captions()
        for tab in page.get_by_role("tab").all() or [None]:
            if tab:
                tab.click()
            visitor.unfold()
            yield name, visitor.settled().evaluate(TEXTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_ours_is_left_in_the_other_language(visit, language):
    (other,) = set(LANGUAGES) - {language}
    visitor = visit()
    page = visitor.open(lang=other, focus="actor:polisen-trollhattan")
    page.get_by_text(translator(other)(f"language.{language}"), exact=True).click()
    page.get_by_role("heading", name=translator(language)("page.map.heading")).wait_for()

    met_on: dict[str, str] = {}
    for name, texts in everything_on(visitor, language):
        met_on = dict.fromkeys(texts, name) | met_on  # what every page has is judged once

    assert {(met_on[text], *rest) for text in met_on for rest in left_over([text], language)} == set()


def test_a_word_left_over_would_be_found():
    texts = ["Vem samverkar med vem?", "Municipality", "Trollhättan · enheter var för sig · 81 aktörer"]

    found = {sentence for sentence, _ in left_over(texts, "en")}

    words = translator("sv")
    assert {words("page.map.heading"), words("level.unit"), words("count.actors.other")} <= found
    assert words("field.municipalities") not in found


def test_what_is_the_same_in_both_languages_is_known_to_be():
    swedish, english = phrases("sv"), phrases("en")

    same = {text for key, text in swedish.items() if text == english[key] and re.search(r"\w", bare(text))}

    names = {"Svenska", "English", "scenario.json"}
    assert same == names | {"Region", "Regional", "{n} regional", "Scenario", "Format"}
