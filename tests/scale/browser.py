"""What a person waits for, in a real browser: ``python tests/scale/browser.py``.

Prints the median of some rounds: from opening the page, and from choosing a filter, until the map is drawn.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
ROUNDS = 5
_REST_MS = 300
_PLACES = ("Kronogården", "Lextorp", "Södra stadsdelarna")


def main() -> None:
    """Print the table."""
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        print(f"{'first page of a new server, until the map is drawn':60}{_load(page, address):>8.0f} ms")
        warm = statistics.median(_load(page, address) for _ in range(ROUNDS))
        print(f"{'warm page, until the map is drawn':60}{warm:>8.0f} ms")
        filters = [_choose_place(page, address, name) for _ in range(2) for name in _PLACES]
        print(f"{'filter chosen, until the map is redrawn':60}{statistics.median(filters):>8.0f} ms")
        browser.close()


def _load(page: Page, address: str) -> float:
    start = time.perf_counter()
    page.goto(address)
    until_drawn(page, "")
    return (time.perf_counter() - start) * 1000


def _choose_place(page: Page, address: str, name: str) -> float:
    """Return the ms from the key that chooses a place until the map shows its actors only.

    The page is at rest when the key is pressed: the list of options that the typing opened has been drawn.
    """
    page.goto(address)
    before = until_drawn(page, "")
    box = page.get_by_role("combobox", name="Område")
    box.click()
    box.fill(name)
    page.get_by_role("option", name=name).wait_for()
    page.wait_for_timeout(_REST_MS)
    start = time.perf_counter()
    page.keyboard.press("Enter")
    until_drawn(page, before)
    return (time.perf_counter() - start) * 1000


def until_drawn(page: Page, before: str) -> str:
    """Wait until the map's captions differ from those before, and return them."""
    handle = page.wait_for_function(
        """before => {
            const find = root => {
              for (const element of root.querySelectorAll("*")) {
                if (element.captionBoxes) return element;
                const inside = element.shadowRoot && find(element.shadowRoot);
                if (inside) return inside;
              }
              return null;
            };
            const boxes = find(document)?.captionBoxes;
            const seen = boxes?.length ? boxes.map(box => box[4]).sort().join() : "";
            return seen && seen !== before ? seen : null;
        }""",
        arg=before,
        polling="raf",
        timeout=60_000,
    )
    return str(handle.json_value())


@contextmanager
def serving(**environment: str) -> Iterator[str]:
    """Run the dashboard and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(  # our own file, no shell
        [*command, "--server.headless", "true"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        _until_healthy(address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _until_healthy(address: str) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health"):  # noqa: S310  # our own server
                return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(address)


if __name__ == "__main__":
    main()
