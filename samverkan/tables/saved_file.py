"""Small files that people save and open again: JSON that says what it is, of which version, on which data.

What is wrong with one is told by a code of its own kind, such as ``scenario_not_json``; the words for each
are in ``i18n`` under ``error.<kind>_<what>``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverkan.domain.dataset import Dataset
from samverkan.errors import DataError, ExportError

MOST_BYTES = 1_000_000
"""How large a file may be: a thousand times what one usually is."""


@dataclass(frozen=True, slots=True)
class SavedKind:
    """A kind of file.

    Parameters
    ----------
    name
        What it holds: ``"scenario"``, ``"story"``.
    version
        Of what is written; earlier ones are read too, a later one is not.
    """

    name: str
    version: int = 1

    def text(self, dataset: Dataset, **content: Any) -> str:
        """Return the text of a file; ``dataset`` is what its content is about."""
        head = {"format": self._format, "version": self.version, "dataset": dataset.fingerprint}
        return json.dumps({**head, **content}, ensure_ascii=False, indent=2) + "\n"

    def content(self, text: bytes | str) -> dict[str, Any]:
        """Return what stands in the text of a file.

        Raises
        ------
        DataError
            It is too large, no JSON in UTF-8, of another kind, or of a later version than this program's.
        """
        if len(text) > MOST_BYTES:
            raise self.fault("too_large", most=MOST_BYTES // 1_000_000)
        try:
            read = json.loads(text.decode("utf-8-sig") if isinstance(text, bytes) else text)
        except (ValueError, RecursionError) as fault:  # not UTF-8, not JSON, or nested beyond reason
            raise self.fault("not_json") from fault
        if not isinstance(read, dict) or read.get("format") != self._format:
            raise self.fault(f"not_{self.name}")
        version = read.get("version")
        number = version if isinstance(version, int) and not isinstance(version, bool) else 0
        if number > self.version:
            raise self.fault("newer", version=str(number))
        if number < 1:
            raise self.fault(f"not_{self.name}")
        return read

    def write(self, text: str, path: Path | str) -> Path:
        """Write a file and return it.

        Raises
        ------
        ExportError
            It cannot be written.
        """
        path = Path(path)
        try:
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as fault:
            raise ExportError("cannot_write", name=path.name) from fault
        return path

    def read(self, path: Path | str) -> bytes:
        """Return the bytes of a file.

        Raises
        ------
        DataError
            There is no such file.
        """
        path = Path(path)
        try:
            return path.read_bytes()
        except OSError as fault:
            raise self.fault("no_file", name=path.name) from fault

    def fault(self, what: str, **params: object) -> DataError:
        """Return the error that says what is wrong with a file of this kind."""
        return DataError(f"{self.name}_{what}", **params)

    @property
    def _format(self) -> str:
        return f"samverkan-{self.name}"
