"""What a data package is called."""

from __future__ import annotations

import json
from pathlib import Path


def package_name(folder: Path | str) -> str:
    """Return the name that a data package gives itself, else that of its folder. Never raises.

    A package that is moved keeps its name.
    """
    folder = Path(folder)
    try:
        name = json.loads((folder / "datapackage.json").read_text("utf-8"))["name"]
    except (OSError, ValueError, KeyError, TypeError):
        return folder.name
    return name if isinstance(name, str) and name else folder.name
