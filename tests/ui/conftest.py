"""The dashboard without a browser, through Streamlit's own AppTest.

The pages are callables inside ``st.navigation``, which ``AppTest.switch_page`` does not know: it looks for files.
So a page is turned as the browser does it: the hash of the page, registered under its path, and a new address.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "samverkan" / "ui" / "script.py"
ADDRESS = "http://localhost:8501/"


class _Reader(HTMLParser):
    """Text and elements of a piece of markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


class Dashboard:
    """What a visitor does and sees."""

    def __init__(self) -> None:
        self.app = AppTest.from_file(str(SCRIPT), default_timeout=60)

    def open(self, page: str = "karta", **query: str | list[str]) -> Dashboard:
        """Follow a link in a new window."""
        if not self.app._registered_pages:
            # The first run tells which pages there are; that session is then forgotten.
            pages = AppTest.from_file(str(SCRIPT), default_timeout=60).run()._registered_pages
            self.app._registered_pages = pages
        return self._show(page, query)

    def turn_to(self, page: str) -> Dashboard:
        """Go to another page in the navigation, which empties the address bar."""
        return self._show(page, {})

    def follow(self, **query: str | list[str]) -> Dashboard:
        """Change the address on the same page, as Back does or a link that is pasted."""
        self.app.query_params = dict(query)
        self.app.run()
        return self

    def _show(self, page: str, query: Mapping[str, str | list[str]]) -> Dashboard:
        known = {info.get("url_pathname"): key for key, info in self.app._registered_pages.items()}
        path = "" if page == "karta" else page
        self.app._page_hash = known[path]
        self.app.context["url"] = ADDRESS + path
        self.app.query_params = dict(query)
        self.app.run()
        return self

    @property
    def query(self) -> dict[str, str | list[str]]:
        """The address bar's query."""
        return dict(self.app.query_params)

    @property
    def heading(self) -> str:
        """The page's title."""
        return self.app.title[0].value

    @property
    def markup(self) -> list[str]:
        """Our own pieces of HTML, without the style sheet."""
        return [piece.proto.body for piece in self.app.get("html") if 'class="sv"' in piece.proto.body]

    @property
    def text(self) -> str:
        """All text in our own pieces of HTML."""
        return "\n".join(text for piece in self.markup for text in _Reader(piece).texts)

    @property
    def elements(self) -> set[str]:
        """The kinds of elements in our own pieces of HTML."""
        return {element for piece in self.markup for element in _Reader(piece).elements}

    @property
    def status(self) -> str:
        """The line under the title: where, at which level, how many, on which day, by which filters."""
        return _Reader(self.markup[0]).texts[-1]


@pytest.fixture
def dashboard() -> Dashboard:
    """Return a dashboard that nobody has opened yet."""
    return Dashboard()


Change = Callable[[list[dict[str, str]]], None]


@pytest.fixture
def package_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Return what copies the data package, changes tables of the copy and makes it the one that is shown."""

    def make(**changes: Change) -> Path:
        folder = tmp_path / "data"
        shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("pictures"))
        for table, change in changes.items():
            path = folder / f"{table}.csv"
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            columns = list(rows[0])
            change(rows)
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns)
                writer.writeheader()
                writer.writerows(rows)
        monkeypatch.setenv("SAMVERKAN_DATA", str(folder))
        return folder

    return make
