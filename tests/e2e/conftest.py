"""A real server, Debian's Chromium, and a visitor who notices everything that leaves the machine.

Whatever a test is about, each visitor's window is closed with the same three questions: did it ask any other
server for anything, did the content security policy stop anything, did any script fail?
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

ROOT = Path(__file__).parents[2]
FULL_HD = {"width": 1920, "height": 1080}
WAIT_MS = 60_000
"""Two busy cores and a cold start."""
START_S = 60
_CLICKS, _TAKEN_S = 4, 3.0
"""How often an option is clicked, and how long a click is given to be taken."""
_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    # No name leads anywhere: what is asked for elsewhere is noticed and does not get out.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
_PROBE = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")
"""Where Streamlit's page asks, under a page's path, whether the application is mounted there; 404 is a no."""
_REFUSED_ON_PURPOSE = "script-src wasm-eval"
"""protobuf.js tries WebAssembly for its 64-bit numbers and goes on without."""
_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""

_UNFOLD = """async (part) => {
  const folded = [...part.querySelectorAll("details:not([open]) > summary")];
  const shown = folded.filter((summary) => summary.checkVisibility());
  for (const summary of shown) summary.click();
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  const opened = [...part.querySelectorAll("[open] > [data-testid=stExpanderDetails]")];
  return shown.length + opened.filter((content) => !content.innerText.trim()).length;
}"""
"""Opens all that is folded and tells how much there was, with what is open and waits for what it holds."""


def _without_browser(reason: str) -> NoReturn:
    """Skip, or fail where somebody has promised that there is a browser."""
    if os.environ.get("SAMVERKAN_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a Chromium that fetches nothing of its own."""
    chromium = shutil.which("chromium")
    if chromium is None:
        _without_browser("no Chromium here: apt-get install chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _without_browser("no Playwright here: pip install playwright")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield started
        started.close()


@contextmanager
def running(app: str = "app.py", **environment: str) -> Iterator[str]:
    """Run the dashboard, or another application, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", app, "--server.headless", "true"]
    process = subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for_health(address, process)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=START_S)


def _wait_for_health(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = monotonic() + START_S
    while monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server left with {process.returncode}: {process.stdout.read().decode()}")
        with suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:  # noqa: S310  # our own
            if answer.status == 200:
                return
    pytest.fail(f"the server did not start within {START_S} seconds")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Return the address of the dashboard on the project's own data."""
    with running() as address:
        yield address


@pytest.fixture(scope="session")
def serving() -> Callable[..., Any]:
    """Return what runs one more dashboard, in an environment of its own."""
    return running


class Visitor:
    """A person with a window of their own."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.foreign: list[str] = []
        self.failures: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self._judge(request.url))
        self.page.on("websocket", lambda socket: self._judge(socket.url.replace("ws", "http", 1)))
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))
        self.page.on("console", self._listen)

    def _judge(self, url: str) -> None:
        if not url.startswith((f"{self.address}/", "blob:", "data:")):
            self.foreign.append(url)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _PROBE.search(message.location["url"]):
            self.failures.append(message.text)

    def open(self, path: str = "", **query: str | list[str]) -> Page:
        """Follow a link and wait until the page is complete."""
        link = f"{self.address}/{path}"
        self.page.goto(f"{link}?{urlencode(query, doseq=True)}" if query else link)
        return self.settled()

    def settled(self) -> Page:
        """Wait until Streamlit has done what it was asked."""
        self.page.get_by_role("heading", level=1).wait_for()
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        return self.page

    def unfold(self, part: str = "stApp") -> None:
        """Open whatever is folded, and what that brings with it; all at once, as each asks the server."""
        opened = self.page.get_by_test_id(part)
        self.until(lambda: not opened.evaluate(_UNFOLD))
        self.settled()

    @property
    def status(self) -> str:
        """The line under the title."""
        return self.page.locator("p.sv-note").first.inner_text()

    @property
    def stage(self) -> Locator:
        """The map, when it has been drawn."""
        stage = self.page.get_by_role("application")
        stage.wait_for()
        self.until(lambda: stage.evaluate("stage => stage.captionBoxes?.length ?? 0"))
        return stage

    def until(self, is_so: Callable[[], Any]) -> None:
        """Wait for something; Playwright's own wait_for_function is an eval, which our policy forbids."""
        deadline = monotonic() + WAIT_MS / 1000
        while not is_so():
            assert monotonic() < deadline, "waited in vain"
            self.page.wait_for_timeout(30)

    def parameter(self, name: str) -> str | None:
        """Return a parameter of the link in the address bar."""
        return dict(parse_qsl(urlsplit(self.page.url).query)).get(name)

    def walk_in_map(self, *keys: str) -> str:
        """Press keys in the map, one when the one before has been answered; return who is then reached."""
        status = self.page.locator(".map-status")
        for key in keys:
            before = status.inner_text()
            self.page.keyboard.press(key)
            self.until(lambda before=before: status.inner_text() != before)
        return status.inner_text().partition(",")[0]

    def choose(self, box: str, option: str) -> None:
        """Choose an option of a box, by their names; a list that still opens does not take every click."""
        field = self.page.get_by_role("combobox", name=box).first
        around = field.locator(
            "xpath=ancestor::*[@data-testid='stMultiSelect' or @data-testid='stSelectbox']"
        )
        for _ in range(_CLICKS):
            field.click()
            self.page.get_by_role("option", name=option, exact=True).click()
            deadline = monotonic() + _TAKEN_S
            while monotonic() < deadline:
                if field.input_value() == option or option in around.inner_text():
                    self.page.keyboard.press("Escape")
                    return
                self.page.wait_for_timeout(30)
            self.page.keyboard.press("Escape")
        pytest.fail(f"{option} cannot be chosen in {box}")

    def click_caption(self, node: str) -> None:
        """Click in the map where a node's caption is written."""
        x0, y0, x1, y1, _ = next(box for box in self.captions() if box[4] == node)
        self.stage.click(position={"x": (x0 + x1) / 2, "y": (y0 + y1) / 2})

    def captions(self) -> list[tuple[float, float, float, float, str]]:
        """Return the captions' boxes on the stage, each with its node."""
        return [tuple(box) for box in self.stage.evaluate("stage => stage.captionBoxes")]

    def leave(self) -> None:
        """Close the window, and tell if anything went where it should not."""
        violations = self.page.evaluate("window.violations")
        self.page.close()
        self.page.context.clear_cookies()
        assert self.foreign == [], "asked other servers"
        assert set(violations) - {_REFUSED_ON_PURPOSE} == set(), "against the content security policy"
        assert self.failures == [], "errors in the console"


@pytest.fixture(scope="session")
def context_with(browser: Browser) -> Callable[..., BrowserContext]:
    """Return what gives a browser of its own to each set of options; it caches Streamlit's scripts."""
    contexts: dict[str, BrowserContext] = {}

    def known(**options: Any) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in contexts:
            options.pop("number", None)
            contexts[key] = browser.new_context(**{"viewport": FULL_HD, "locale": "sv-SE", **options})
            contexts[key].set_default_timeout(WAIT_MS)
            contexts[key].add_init_script(_VIOLATIONS)
        return contexts[key]

    return known


@pytest.fixture
def visit(
    server: str, context_with: Callable[..., BrowserContext], request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Any]:
    """Return what lets one more visitor in, by default to the dashboard on the project's own data.

    Options are those of a browser context; visitors with another ``number`` share nothing.
    """
    visitors: list[Visitor] = []

    def let_in(address: str = server, **options: Any) -> Visitor:
        visitors.append(Visitor(context_with(**options), address))
        return visitors[-1]

    yield let_in
    has_failed = request.node.stash.get(_FAILED, False)
    for number, visitor in enumerate(visitors):
        if has_failed:
            visitor.page.screenshot(path=tmp_path / f"visitor_{number}.png")
            print(f"\nscreenshot: {tmp_path / f'visitor_{number}.png'}")  # noqa: T201  # told with the failure
    for visitor in visitors:
        visitor.leave()


_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember whether the test has failed, for the picture that is then taken."""
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report
