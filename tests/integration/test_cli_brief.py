"""The command that writes a brief, on the project's own data."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from samverkan.cli import run


def title(path: Path) -> str:
    if path.suffix == ".pdf":
        return pypdfium2.PdfDocument(path.read_bytes()).get_metadata_dict()["Title"]
    return Document(io.BytesIO(path.read_bytes())).core_properties.title


@pytest.mark.parametrize(
    ("about", "file", "said"),
    [
        (["--actor", "polisen-trollhattan"], "u.pdf", "Underlag inför möte: Polisen i Trollhättan"),
        (["--place", "Kronogården", "--lang", "en"], "u.docx", "Brief for a meeting: Kronogården"),
        (["--group", "unga"], "u.pdf", "Underlag inför möte: Unga"),
        (["--actor", "eidar", "--place", "kronogarden"], "u.pdf", "Underlag inför möte: Eidar"),
    ],
)
def test_a_brief_is_about_the_actor_else_the_place_or_the_group(about, file, said, tmp_path):
    assert run(["brief", *about, "--out", str(tmp_path / file)]) == 0

    assert title(tmp_path / file) == said


@pytest.mark.parametrize("about", [[], ["--place", "kronogarden", "--group", "unga"]])
def test_one_thing_must_be_named(about, tmp_path, capsys):
    assert run(["brief", *about, "--out", str(tmp_path / "u.pdf")]) == 2

    assert "--actor" in capsys.readouterr().err


def test_another_ending_is_refused(tmp_path, capsys):
    assert run(["brief", "--actor", "eidar", "--out", str(tmp_path / "u.txt")]) == 2

    assert ".docx" in capsys.readouterr().err


def test_a_program_is_told_the_file(tmp_path, capsys):
    run(["brief", "--actor", "eidar", "--out", str(tmp_path / "u.pdf"), "--json"])

    assert json.loads(capsys.readouterr().out)["written"] == [str(tmp_path / "u.pdf")]
