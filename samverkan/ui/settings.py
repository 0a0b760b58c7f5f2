"""How Streamlit is set up: one list, used by the command line and held equal to ``.streamlit/config.toml``."""

from __future__ import annotations

from types import MappingProxyType

from samverkan.draw.palette import DARK, LIGHT

SETTINGS = MappingProxyType(
    {
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
        "client.showSidebarNavigation": True,
        "server.enableAgentApi": False,
        "server.address": "127.0.0.1",
        "server.enableCORS": True,
        "server.enableXsrfProtection": True,
        "server.fileWatcherType": "none",
        "server.headless": False,
        "server.maxUploadSize": 50,
        "theme.light.primaryColor": "#005a8d",
        "theme.light.linkColor": "#005a8d",
        "theme.light.backgroundColor": LIGHT["background"]["fill"],
        "theme.light.secondaryBackgroundColor": "#f1f4f8",
        "theme.light.textColor": LIGHT["text"]["fill"],
        "theme.dark.primaryColor": "#6cc0f5",
        "theme.dark.linkColor": "#6cc0f5",
        "theme.dark.backgroundColor": DARK["background"]["fill"],
        "theme.dark.secondaryBackgroundColor": "#1b212c",
        "theme.dark.textColor": DARK["text"]["fill"],
    }
)
"""Streamlit's option to its value: nothing is sent anywhere, errors show no trace, the server stays local."""


def as_environment() -> dict[str, str]:
    """Return the settings as the environment variables that Streamlit reads."""
    return {
        "STREAMLIT_" + _upper(option): str(value).lower() if isinstance(value, bool) else str(value)
        for option, value in SETTINGS.items()
    }


def _upper(option: str) -> str:
    """``server.maxUploadSize`` → ``SERVER_MAX_UPLOAD_SIZE``."""
    broken = "".join(f"_{sign}" if sign.isupper() else sign for sign in option)
    return broken.replace(".", "_").upper()
