"""The last layouts, kept on this machine, so that a new row in the data moves little of what people know.

One small file for each data package, level, mode and layout, in the user's cache folder and never among the
data: node ids and coordinates, nothing else. A file that cannot be read, or was written by another version,
is no layout; one that cannot be written is no failure. Whoever deletes the folder loses only that everything
is laid out anew once.
"""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import suppress
from math import isfinite
from pathlib import Path
from tempfile import NamedTemporaryFile

from samverkan.draw.layout.frame import Layout

_VERSION = 1
_MOST_BYTES = 2_000_000


def cache_folder() -> Path | None:
    """Return where layouts are kept; ``None`` where nothing is to be kept.

    ``SAMVERKAN_CACHE`` if it is set (empty: keep nothing), else the user's cache folder of the system.
    """
    chosen = os.environ.get("SAMVERKAN_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    try:
        home = Path.home()
    except RuntimeError:  # a service without a home
        return None
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else home / "AppData" / "Local") / "samverkan" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "samverkan"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "samverkan"


def kept_layout(*names: str) -> Layout | None:
    """Return the layout that was kept last under some names; nothing where there is none."""
    file = _file(names)
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        if file is not None and file.stat().st_size <= _MOST_BYTES:
            return _read(json.loads(file.read_text("utf-8")))
    return None


def keep_layout(layout: Layout, *names: str) -> None:
    """Keep a layout under some names; where that cannot be done nothing happens."""
    file = _file(names)
    if file is None:
        return
    text = json.dumps(
        {
            "version": _VERSION,
            "positions": {node: list(place) for node, place in sorted(layout.positions.items())},
            "added": sorted(layout.added),
        },
        ensure_ascii=False,
    )
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written beside and moved: another process never reads half a file.
        with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, suffix=".part", delete=False) as part:
            part.write(text)
        Path(part.name).replace(file)


def _file(names: tuple[str, ...]) -> Path | None:
    folder = cache_folder()
    safe = "-".join(re.sub(r"[^a-z0-9]+", "_", name.casefold()) or "_" for name in names)
    return None if folder is None else folder / f"layout-{safe[:120]}.json"


def _read(written: dict[str, object]) -> Layout | None:
    if written["version"] != _VERSION:
        return None
    positions = {str(node): (float(x), float(y)) for node, (x, y) in written["positions"].items()}  # type: ignore[attr-defined]
    if not all(isfinite(number) for place in positions.values() for number in place):
        return None
    return Layout(positions, added=frozenset(map(str, written["added"])))  # type: ignore[call-overload]
