"""The web application as it is installed: what a wheel carries, and what its server answers."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from samverkan.i18n import translator
from samverkan.ui.security import SecureSwedishPages, content_security_policy

ROOT = Path(__file__).parents[2]
START_S = 60
PAGE = b'<!doctype html><html lang="en"><body>&aring;</body></html>'
ALWAYS = {
    "content-security-policy": content_security_policy(),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
SETTINGS = {
    "browser": {"gatherUsageStats": False},
    "client": {"showErrorDetails": "none", "toolbarMode": "minimal"},
    "server": {
        "enableAgentApi": False,
        "address": "127.0.0.1",
        "enableCORS": True,
        "enableXsrfProtection": True,
        "fileWatcherType": "none",
        "maxUploadSize": 50,
    },
}
"""What shared decisions about safety say, in Streamlit's words."""


# The middleware alone


def _in_a_thread(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end in a thread of its own: the browser tests' Playwright keeps a loop in this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, work).result()


def answered(
    *, query: str = "", cookie: str = "", path: str = "/", kind: str = "text/html", chunks: int = 1
) -> tuple[dict[str, str], bytes]:
    """Return headers and body of a little application behind the middleware."""
    size = -(-len(PAGE) // chunks)
    parts = [PAGE[start : start + size] for start in range(0, len(PAGE), size)]
    sent: list[dict[str, Any]] = []

    async def app(_scope: Any, _receive: Any, send: Callable[..., Any]) -> None:
        headers = [(b"content-type", kind.encode()), (b"content-security-policy", b"default-src *")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for number, part in enumerate(parts, start=1):
            await send({"type": "http.response.body", "body": part, "more_body": number < len(parts)})

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"cookie", cookie.encode())] if cookie else [],
    }
    _in_a_thread(SecureSwedishPages(app)(scope, None, send))
    headers = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
    assert len(headers) == len(dict(headers)), "a header is sent twice"
    return dict(headers), b"".join(message["body"] for message in sent[1:])


def test_every_answer_has_the_headers_and_no_other_policy() -> None:
    headers, _ = answered(kind="application/json")

    assert headers == {"content-type": "application/json", **ALWAYS}


@pytest.mark.parametrize(
    ("query", "cookie", "language"),
    [
        ("", "", "sv"),
        ("lang=en", "", "en"),
        ("lang=sv", "samverkan_lang=en", "sv"),
        ("", "samverkan_lang=en", "en"),
        ("", "odd name=1; {x}=2; samverkan_lang=en; y", "en"),
        ("lang=de", "", "sv"),
        ("lang=de", "samverkan_lang=en", "en"),
        ("", "samverkan_lang=de", "sv"),
        ("", "other_samverkan_lang=en", "sv"),
        ("lang=%22%3E%3Cscript%3E", 'samverkan_lang="><script>', "sv"),
        ("place=kronogarden&lang=en&lang=sv", "", "en"),
    ],
)
def test_the_page_names_its_language(query: str, cookie: str, language: str) -> None:
    _, body = answered(query=query, cookie=cookie)

    assert body == PAGE.replace(b'lang="en"', f'lang="{language}"'.encode())
    assert len(body) == len(PAGE)


def test_what_is_no_page_is_left_as_it_is() -> None:
    _, body = answered(kind="application/javascript", path="/static/page.js")

    assert body == PAGE


@pytest.mark.parametrize("scope_type", ["websocket", "lifespan"])
def test_what_is_no_request_passes_untouched(scope_type: str) -> None:
    seen: list[Any] = []

    async def app(*arguments: Any) -> None:
        seen.append(arguments)

    scope = {"type": scope_type}
    _in_a_thread(SecureSwedishPages(app)(scope, None, print))

    assert seen == [(scope, None, print)]


def test_nothing_from_elsewhere_and_no_script_of_a_name_s_own_is_allowed() -> None:
    rules = dict(rule.split(" ", 1) for rule in content_security_policy().split("; "))

    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == "'self'"
    assert "'unsafe-inline'" not in rules["script-src"]
    assert "'unsafe-eval'" not in rules["script-src"]
    assert re.search(r"https?:|\*", content_security_policy()) is None


# The settings


def test_the_settings_are_those_decided_on() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    held = {
        section: {name: settings[section].get(name) for name in SETTINGS[section]} for section in SETTINGS
    }
    assert held == SETTINGS


def test_streamlit_knows_every_setting(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "config", "show"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )

    assert "enableAgentApi = false" in done.stdout
    assert "not a valid config option" not in done.stdout + done.stderr


# The wheel, and the program in it, started far from the project


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of what a wheel of the project unpacks to."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def environment(installed: Path) -> dict[str, str]:
    """Return the environment in which the unpacked package is the one that is found."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("SAMVERKAN_")}
    return {**own, "PYTHONPATH": str(installed), "STREAMLIT_SERVER_HEADLESS": "true"}


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of ``samverkan app``, run from the unpacked wheel."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "samverkan", "app", "--port", str(port)],
        cwd=tmp_path_factory.mktemp("elsewhere"),
        env=environment(installed),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=START_S)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = monotonic() + START_S
    while monotonic() < deadline:
        assert process.poll() is None, f"the server left with {process.returncode}"
        with suppress(OSError), urllib.request.urlopen(url, timeout=1):  # noqa: S310  # our own server
            return
        sleep(0.1)  # between two looks at the condition
    pytest.fail(f"no server within {START_S} seconds")


def asked(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of an answer."""
    request = urllib.request.Request(url, headers=headers)  # noqa: S310  # our own server
    try:
        with urllib.request.urlopen(request, timeout=START_S) as answer:  # noqa: S310  # our own server
            return (
                answer.status,
                {name.lower(): value for name, value in answer.headers.items()},
                answer.read(),
            )
    except urllib.error.HTTPError as answer:
        return answer.code, {name.lower(): value for name, value in answer.headers.items()}, answer.read()


def test_the_wheel_carries_the_data_the_start_file_and_the_settings(installed: Path) -> None:
    package = installed / "samverkan"

    for path in (ROOT / "data").glob("*.*"):
        assert (package / "data" / path.name).read_bytes() == path.read_bytes()
    for carried, own in (
        ("start/app.py", "app.py"),
        ("start/.streamlit/config.toml", ".streamlit/config.toml"),
    ):
        assert (package / carried).read_bytes() == (ROOT / own).read_bytes()


def test_the_wheel_carries_every_file_of_the_package(installed: Path) -> None:
    own = {
        path.relative_to(ROOT)
        for path in (ROOT / "samverkan").rglob("*.*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert own <= {path.relative_to(installed) for path in installed.rglob("*.*")}
    assert not (installed / "tests").exists()


def test_the_installed_program_reads_the_data_that_it_carries(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "samverkan", "check"],
        cwd=tmp_path,
        env=environment(installed),
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )

    assert done.returncode == 0, done.stderr
    assert re.fullmatch(
        re.escape(translator("sv")("cli.clean")).replace(r"\{rows\}", r"\d+"), done.stdout.strip()
    )


@pytest.mark.parametrize(
    "path",
    ["/", "/metod", "/_stcore/health", "/vis/vis-network.min.js", "/static/nothing.js", "/vis/nothing"],
)
def test_the_server_sends_the_headers_with_every_answer(address: str, path: str) -> None:
    _, headers, _ = asked(address + path)

    assert {name: headers.get(name) for name in ALWAYS} == ALWAYS


@pytest.mark.parametrize("encoding", ["", "gzip, deflate, br, zstd"])
@pytest.mark.parametrize(("path", "language"), [("/", "sv"), ("/metod", "sv"), ("/metod?lang=en", "en")])
def test_the_server_sends_pages_in_their_language_and_length(
    address: str, path: str, language: str, encoding: str
) -> None:
    status, headers, body = asked(address + path, **{"Accept-Encoding": encoding})

    assert status == 200
    assert f'<html lang="{language}">'.encode() in body
    assert int(headers.get("content-length", len(body))) == len(body)


def test_the_policy_knows_the_inline_scripts_of_the_page_that_is_sent(address: str) -> None:
    _, headers, body = asked(f"{address}/")

    scripts = re.findall(rb"<script>(.*?)</script>", body, re.DOTALL)
    assert scripts != []
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
        assert f"'sha256-{digest}'" in headers["content-security-policy"]


def test_the_map_s_script_is_served_from_here_and_nothing_beside_it(address: str) -> None:
    status, headers, body = asked(f"{address}/vis/vis-network.min.js")

    assert status == 200
    assert "javascript" in headers["content-type"]
    assert len(body) > 100_000
    for beside in ("..%2f..%2f..%2f__init__.py", "../../../__init__.py", "%2fetc%2fpasswd"):
        assert asked(f"{address}/vis/{beside}")[0] in {400, 404}


def test_the_server_is_reached_from_this_machine_only(address: str) -> None:
    port = int(address.rpartition(":")[2])

    # 127.0.0.2 is this machine too, but a server that listens everywhere would answer there.
    with socket.socket() as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", port))


def test_a_page_of_another_site_cannot_talk_to_the_session(address: str) -> None:
    statuses = {origin: _upgraded(address, origin) for origin in (address, "http://example.invalid")}

    assert statuses[address] == 101
    assert statuses["http://example.invalid"] == 403


def _upgraded(address: str, origin: str) -> int:
    """Return how the server answers to a WebSocket opened by a page of some origin."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=START_S)
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(bytes(16)).decode(),
        "Sec-WebSocket-Protocol": "streamlit",
        "Origin": origin,
    }
    connection.request("GET", "/_stcore/stream", headers=headers)
    try:
        return connection.getresponse().status
    finally:
        connection.close()
