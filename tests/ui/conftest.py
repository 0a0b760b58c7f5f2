"""The dashboard without a browser, through Streamlit's own AppTest.

The pages are callables inside ``st.navigation``, while ``AppTest.switch_page`` looks for files. So a page is
turned as the browser does it: by the hash of the page that is registered under its path, and a new address.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from samverkan.ui.application import SCRIPT

ROOT = Path(__file__).parents[2]
ADDRESS = "http://localhost:8501/"


class _Reader(HTMLParser):
    """Text and elements of a piece of markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[str] = []
        self.pieces: list[tuple[str, str]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_own_sign = (dict(attrs).get("src") or "").startswith("data:image/svg+xml;base64,")
        self.elements.append("sign" if is_own_sign else tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        self.pieces.append((self.elements[-1], data))


@cache
def _page_hashes() -> dict[str, str]:
    """Return path to hash of every page; a first run tells them."""
    pages = AppTest.from_file(str(SCRIPT), default_timeout=60).run()._registered_pages
    return {info["url_pathname"]: page_hash for page_hash, info in pages.items()}


class Dashboard:
    """What a visitor does and sees."""

    def __init__(self) -> None:
        self.app = AppTest.from_file(str(SCRIPT), default_timeout=60)
        for folded in ("more choices", "map text", "list text"):  # sent only when they are opened
            self.app.session_state[folded] = True

    def open(self, page: str = "karta", **query: str | list[str]) -> Dashboard:
        """Follow a link in a new window."""
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
        path = "" if page == "karta" else page
        self.app._page_hash = _page_hashes()[path]
        self.app.context["url"] = ADDRESS + path
        self.app.query_params = dict(query)
        self.app.run()
        return self

    def unfold(self, *folds: str) -> Dashboard:
        """Open what is sent only when it is opened, from the next run on."""
        for fold in folds:
            self.app.session_state[fold] = True
        return self

    def button(self, wanted: str) -> Button:
        """Return the button with a key, else the first with a label."""
        by_key = {button.key: button for button in reversed(self.app.button) if button.key}
        by_label = {button.label: button for button in reversed(self.app.button)}
        return by_key.get(wanted) or by_label[wanted]

    def press(self, wanted: str) -> Dashboard:
        """Press the button with a key or a label."""
        self.button(wanted).click().run()
        return self

    def in_element(self, element: str) -> list[str]:
        """Return the texts that our own pieces of HTML have in a kind of element, in order."""
        pieces = [piece for markup in self.markup for piece in _Reader(markup).pieces]
        return [text for kind, text in pieces if kind == element]

    @property
    def claims(self) -> list[str]:
        """The numbered headings of the cards, without their numbers; these are checked to run from 1."""
        numbered = [re.match(r"(\d+)\. (.*)", text, re.DOTALL) for text in self.in_element("h2")]
        found = [(int(match[1]), match[2]) for match in numbered if match]
        assert [number for number, _ in found] == list(range(1, len(found) + 1))
        return [claim for _, claim in found]

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


@pytest.fixture(scope="session", autouse=True)
def _installed_components() -> Iterator[None]:
    """Look once which components are installed: each AppTest reads what every package says of itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests)
        )
        yield


@pytest.fixture
def dashboard() -> Dashboard:
    """Return a dashboard that nobody has opened yet."""
    return Dashboard()


@pytest.fixture
def download(monkeypatch: pytest.MonkeyPatch) -> Callable[[Dashboard, str], bytes]:
    """Return what a dashboard's download button with a label gives; ask before the page is opened.

    AppTest throws the files of a run away with the run, so they are kept as they are made.
    """
    kept: dict[str, bytes] = {}
    load = MemoryMediaFileStorage.load_and_get_id

    def load_and_keep(
        storage: MemoryMediaFileStorage, data: str | bytes, *described: Any, **more: Any
    ) -> str:
        name = load(storage, data, *described, **more)
        kept[name] = storage.get_file(name).content
        return name

    monkeypatch.setattr(MemoryMediaFileStorage, "load_and_get_id", load_and_keep)

    def fetch(dashboard: Dashboard, label: str) -> bytes:
        (button,) = [button for button in dashboard.app.download_button if button.label == label]
        return kept[Path(button.proto.url).stem]

    return fetch


Change = Callable[[list[dict[str, str]]], None]


@pytest.fixture(scope="session")
def package_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return what copies the data package, changes tables of the copy and tells where it is."""

    def make(**changes: Change) -> Path:
        folder = tmp_path_factory.mktemp("package") / "data"
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
        return folder

    return make
