from __future__ import annotations

from pathlib import Path

import pytest

from samverkan.tables import package_name


def test_a_package_has_the_name_that_it_gives_itself(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text('{"name": "trollhättan"}', encoding="utf-8")

    assert package_name(tmp_path) == "trollhättan"


@pytest.mark.parametrize("written", ["", "[]", "{}", '{"name": 3}', '{"name": ""}', None])
def test_a_package_that_gives_itself_no_name_has_that_of_its_folder(
    tmp_path: Path, written: str | None
) -> None:
    folder = tmp_path / "min-kommun"
    folder.mkdir()
    if written is not None:
        (folder / "datapackage.json").write_text(written, encoding="utf-8")

    assert package_name(folder) == "min-kommun"
