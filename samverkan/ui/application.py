"""The web application: Streamlit with security headers, the page's language, our font and pyvis's script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from samverkan.draw.lettering import FONT_FOLDER
from samverkan.draw.vis import library_folder
from samverkan.ui.errors import show_error
from samverkan.ui.security import SecureSwedishPages

SCRIPT = Path(__file__).parent / "script" / "run.py"
"""What runs for every visitor."""


def options() -> dict[str, Any]:
    """Return what ``st.App`` is made with."""
    return {
        "routes": [
            Mount("/vis", StaticFiles(directory=library_folder()), name="vis"),
            Mount("/fonts", StaticFiles(directory=FONT_FOLDER), name="fonts"),
        ],
        "middleware": [Middleware(SecureSwedishPages)],
        "on_script_error": show_error,
    }
