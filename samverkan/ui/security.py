"""Headers on every answer: nothing from elsewhere, no foreign frame; and the page says its language."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samverkan.i18n import DEFAULT_LANGUAGE, LANGUAGES

# Not http.cookies: it refuses the whole header when some other program's cookie has an odd name.
_LANGUAGE_COOKIE = re.compile(r"(?:^|;)\s*samverkan_lang=([a-z]+)")
_LANGUAGE_OF_STREAMLIT = b'<html lang="en">'


@cache
def content_security_policy() -> str:
    """Return the policy: our own origin only, and of inline scripts just those of Streamlit's index page."""
    index = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    rules = {
        "default-src": "'none'",
        # Components are loaded from blobs that the page itself makes.
        "script-src": f"'self' blob: {hashes}".strip(),
        # Streamlit and vis-network write their styles at run time.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def page_language(scope: Scope) -> str:
    """Return the language of a page request: the link's ``lang``, else the cookie's, else Swedish."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    headers = dict(scope.get("headers", ()))
    cookies = _LANGUAGE_COOKIE.findall(headers.get(b"cookie", b"").decode("latin-1"))
    for wanted in (*query.get("lang", ()), *cookies):
        if wanted in LANGUAGES:
            return str(wanted)
    return DEFAULT_LANGUAGE


class SecureSwedishPages:
    """Middleware that adds the headers and writes the language into ``<html lang>``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and dress the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if "." not in scope["path"].rsplit("/", 1)[-1]:
            # A page, no asset: ask for it uncompressed, so that its language can be written into it.
            kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, _dressing(send, page_language(scope)))


def _dressing(send: Send, language: str) -> Send:
    is_page = False

    async def dressed(message: Message) -> None:
        nonlocal is_page
        if message["type"] == "http.response.start":
            headers = [(n, v) for n, v in message["headers"] if n.lower() != b"content-security-policy"]
            is_page = any(n == b"content-type" and v.startswith(b"text/html") for n, v in headers)
            headers += [
                (b"content-security-policy", content_security_policy().encode()),
                (b"x-content-type-options", b"nosniff"),
                (b"referrer-policy", b"no-referrer"),
                (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
            ]
            message = {**message, "headers": headers}
        elif message["type"] == "http.response.body" and is_page:
            # Every language id has two letters, so the length of the answer stays what its header says.
            body = message.get("body", b"").replace(
                _LANGUAGE_OF_STREAMLIT, f'<html lang="{language}">'.encode()
            )
            message = {**message, "body": body}
        await send(message)

    return dressed
