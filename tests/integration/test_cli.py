"""The command line on the project's own data: codes, streams, both languages, files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from samverkan.cli import program, run
from samverkan.domain.vocabulary import MEASURES
from samverkan.draw.exporting import EXPORTS
from samverkan.i18n import LANGUAGES, phrases, translator
from samverkan.tables import read_package

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
LISTINGS = ("rank", "gaps", "target-groups")
COMMANDS = ("app", "check", *LISTINGS, "what-if", "invite", "worklist", "brief", "export", "gallery")
OF_ARGPARSE = ("usage:", "options:", "show this help", "positional arguments", "optional arguments")
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _ordinary_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SAMVERKAN_DATA", "SAMVERKAN_LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a copy of the data with one row that cannot be used."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    with (folder / "themes.csv").open("a", encoding="utf-8") as file:
        file.write("Inte ett id,Tema\n")
    return folder


def answer(said: Said, *arguments: str) -> dict[str, object]:
    """Return what a command says as JSON."""
    assert run([*arguments, "--json"]) == 0
    return json.loads(said.readouterr().out)


# Codes


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["rank"],
        ["gaps"],
        ["target-groups"],
        ["target-groups", "--actor", "eidar", "--actor", "ifk-trollhattan"],
        ["rank", "--place", "borlange"],
        ["--help"],
        ["rank", "-h"],
    ],
    ids=" ".join,
)
def test_what_can_be_done_ends_with_0(arguments: list[str], capsys: Said) -> None:
    code = run(arguments)

    assert code == 0
    assert capsys.readouterr().out != ""


def test_findings_end_with_1_and_are_listed_on_standard_output(broken: Path, capsys: Said) -> None:
    code = run(["check", "--data", str(broken)])

    said = capsys.readouterr()
    assert code == 1
    assert translator("sv")("finding.bad_id", value="Inte ett id") in said.out
    assert said.err == ""


def test_findings_are_told_as_json_too(broken: Path, capsys: Said) -> None:
    code = run(["check", "--data", str(broken), "--json"])

    told = json.loads(capsys.readouterr().out)
    (finding,) = told["findings"]
    n_rows = told["rows_read"]["themes"]
    assert code == 1
    assert told["left_out"] == {"themes": [n_rows + 1]}
    assert (finding["code"], finding["table"], finding["row"]) == ("bad_id", "themes", n_rows + 1)
    assert "Inte ett id" in finding["sentence"]


@pytest.mark.parametrize("command", LISTINGS)
def test_rows_left_out_are_told_beside_every_result(command: str, broken: Path, capsys: Said) -> None:
    code = run([command, "--data", str(broken)])

    assert code == 0
    assert translator("sv").count("cli.left_out", 1) in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("", ("missing", "COMMAND")),
        ("export --format csv", ("missing", "--out")),
        ("rank --colour", ("unknown", "--colour")),
        ("rank --limit x", ("bad", "--limit")),
        ("rank --at igår", ("bad", "--at")),
        ("rank --by", ("value", "--by")),
    ],
)
def test_a_command_that_is_wrongly_written_ends_with_2(
    arguments: str, reason: tuple[str, str], language: str, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMVERKAN_LANG", language)

    code = run(arguments.split())

    words, said = translator(language), capsys.readouterr()
    about = words(f"cli.reason_{reason[0]}", names=reason[1])
    sentence = words("cli.wrong_usage", reason=about)
    assert code == 2
    assert said.out == ""
    assert said.err.startswith(words("cli.usage"))
    assert said.err.endswith(f"{sentence}\n")


def test_an_organisation_is_opened_into_its_parts(capsys: Said) -> None:
    opened = ["--open", "Kultur- och fritidsförvaltningen"]
    assert run(["rank", "--json", "--limit", "200", "--level", "department"]) == 0
    closed = {actor["id"] for actor in json.loads(capsys.readouterr().out)["actors"]}

    assert run(["rank", "--json", "--limit", "200", "--level", "department", *opened]) == 0

    found = {actor["id"] for actor in json.loads(capsys.readouterr().out)["actors"]}
    assert found - closed >= {"fritidsgardarna", "biblioteken"}
    assert closed - found <= {"kultur-och-fritidsforvaltningen"}


@pytest.mark.parametrize(
    ("arguments", "code", "level"),
    [
        (["--open", "kultur-och-fritidsforvaltningen"], "nothing_to_open", "unit"),
        (
            ["--level", "municipality", "--open", "kultur-och-fritidsforvaltningen"],
            "nothing_to_open",
            "municipality",
        ),
        (
            ["--level", "department", "--closed", "kultur-och-fritidsforvaltningen"],
            "nothing_to_closed",
            "department",
        ),
    ],
)
def test_what_cannot_be_opened_or_closed_at_a_level_is_said(
    arguments: list[str], code: str, level: str, capsys: Said
) -> None:
    assert run(["rank", *arguments]) == 2

    sentence = translator("sv")(f"error.{code}", names="Kultur- och fritidsförvaltningen", level=level)
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("option", ["--by", "--level", "--sector", "--role", "--status"])
def test_a_word_that_is_not_offered_is_answered_with_those_that_are(
    option: str, language: str, capsys: Said
) -> None:
    code = run(["rank", option, "luck", "--lang", language])

    said = capsys.readouterr().err
    start = translator(language)("cli.reason_choice", value="'luck'", choices="¤").partition("¤")[0]
    assert code == 2
    assert start in said
    assert "invalid choice" not in said
    assert "choose from" not in said


def test_what_fails_without_anybody_s_fault_ends_with_3_and_shows_no_trace(
    capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "COMMANDS", {"check": _fail})

    code = run(["check"])

    said = capsys.readouterr()
    assert code == 3
    assert said.out == ""
    assert said.err == translator("sv")("error.unexpected_cli") + "\n"


def test_the_trace_is_shown_to_whoever_asks_for_it(capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "COMMANDS", {"check": _fail})

    code = run(["check", "--debug"])

    said = capsys.readouterr().err
    assert code == 3
    assert "Traceback" in said
    assert "ZeroDivisionError" in said
    assert said.endswith(translator("sv")("error.unexpected_cli") + "\n")


def _fail(*_: object) -> int:
    raise ZeroDivisionError


# Languages


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_one_language(command: str, language: str, capsys: Said, monkeypatch) -> None:
    (other,) = set(LANGUAGES) - {language}
    monkeypatch.setenv("SAMVERKAN_LANG", language)

    code = run([*command.split(), "--help"])

    said = " ".join(capsys.readouterr().out.split())
    own, foreign = (
        {key: text for key, text in phrases(each).items() if key.startswith("cli.") and "{" not in text}
        for each in (language, other)
    )
    assert code == 0
    assert own["cli.usage"] in said
    assert own["cli.help"] in said
    assert own["cli.options"] in said
    assert [text for key, text in foreign.items() if text != own[key] and whole(text, said)] == []
    if language == "sv":
        assert [text for text in OF_ARGPARSE if text in said] == []


def whole(text: str, said: str) -> bool:
    """Tell whether a text occurs as words of its own, and not as the name of an option."""
    return re.search(rf"(?<![\w-]){re.escape(text)}(?!\w)", said) is not None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", LISTINGS)
def test_a_listing_speaks_the_language_asked_for(command: str, language: str, capsys: Said) -> None:
    code = run([command, "--lang", language])

    said, words = capsys.readouterr(), translator(language)
    heading = {"rank": "column.actor", "gaps": "gap.seat.question", "target-groups": "column.pair"}[command]
    assert code == 0
    assert words(heading) in said.out.strip().splitlines()[0]
    assert said.err == words("cli.as_of", date="2022-09-23") + "\n"


# Results


def test_the_ranking_as_json_holds_every_measure(capsys: Said) -> None:
    told = answer(capsys, "rank", "--by", "partners", "--limit", "3")

    assert told["by"] == "partners"
    assert told["as_of"] == "2022-09-23"
    assert [actor["rank"] for actor in told["actors"]] == sorted(actor["rank"] for actor in told["actors"])
    assert all(set(MEASURES) | {"id", "name", "sector"} <= set(actor) for actor in told["actors"])
    assert len(told["actors"]) == 3


@pytest.mark.parametrize("name", ["eidar", "EIDAR", "Eidar"])
def test_two_actors_are_found_by_id_or_name(name: str, capsys: Said) -> None:
    told = answer(capsys, "target-groups", "--actor", name, "--actor", "IFK Trollhättan")

    assert (told["actor"], told["other"]) == ("eidar", "ifk-trollhattan")
    assert told["related"] == ["invanare"]


def test_one_actor_leaves_only_pairs_with_it(capsys: Said) -> None:
    pairs = answer(capsys, "target-groups", "--actor", "eidar", "--limit", "0")["pairs"]

    assert pairs != []
    assert all("eidar" in (pair["actor"], pair["other"]) for pair in pairs)


@pytest.mark.parametrize(
    "filters",
    [
        "--place kronogarden",
        "--place Kronogården",
        "--level municipality",
        "--theme trygghet",
        "--group unga",
        "--sector state",
        "--role responsible",
        "--status planned",
        "--to 1990",
        "--stated",
        "--municipality Borlänge",
    ],
)
def test_a_filter_changes_the_ranking(filters: str, capsys: Said) -> None:
    all_of_them = answer(capsys, "rank", "--limit", "0")["actors"]

    some = answer(capsys, "rank", "--limit", "0", *filters.split())["actors"]

    assert some != []
    assert some != all_of_them


def test_filters_may_be_repeated_and_all_means_everything(capsys: Said) -> None:
    one = answer(capsys, "rank", "--limit", "0", "--place", "kronogarden")["actors"]
    two = answer(capsys, "rank", "--limit", "0", "--place", "kronogarden", "--place", "varvik")["actors"]
    everywhere = answer(capsys, "rank", "--limit", "0", "--municipality", "all")["actors"]
    home = answer(capsys, "rank", "--limit", "0")["actors"]

    assert {actor["id"] for actor in one} <= {actor["id"] for actor in two}
    assert sum(actor["initiatives"] for actor in one) < sum(actor["initiatives"] for actor in two)
    assert {actor["id"] for actor in home} < {actor["id"] for actor in everywhere}


def test_the_day_asked_for_is_the_day_told(capsys: Said) -> None:
    assert answer(capsys, "rank", "--at", "2020-01-31")["as_of"] == "2020-01-31"


def test_a_filter_that_leaves_nothing_is_told(capsys: Said) -> None:
    code = run(["rank", "--place", "borlange"])

    assert code == 0
    assert capsys.readouterr().out == translator("sv")("cli.nothing") + "\n"


@pytest.mark.parametrize(
    ("arguments", "option", "nearest"),
    [
        (["rank", "--place", "Kronogardn"], "--place", "kronogarden"),
        (["gaps", "--group", "unge"], "--group", "unga"),
        (["rank", "--municipality", "Trollhättan stad"], "--municipality", "Trollhättan"),
        (["export", "--format", "csv", "--out", "x", "--theme", "fritidd"], "--theme", "fritid"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_unknown_name_is_answered_with_the_nearest(
    arguments: list[str], option: str, nearest: str, capsys: Said
) -> None:
    code = run(arguments)

    said, name = capsys.readouterr(), arguments[-1]
    sentence = translator("sv")("error.unknown_choice_nearest", option=option, name=name, nearest=nearest)
    assert code == 2
    assert said.out == ""
    assert said.err == sentence + "\n"


def test_an_unknown_actor_is_answered_with_the_nearest_and_without_a_trace(capsys: Said) -> None:
    code = run(["target-groups", "--actor", "Eidarr"])

    said = capsys.readouterr().err
    assert code == 2
    assert "”Eidarr”" in said
    assert "eidar" in said.casefold().partition("menade du")[2]
    assert "Traceback" not in said


def test_a_folder_that_is_not_there_is_named_without_its_path(tmp_path: Path, capsys: Said) -> None:
    code = run(["check", "--data", str(tmp_path / "borta")])

    said = capsys.readouterr().err
    assert code == 2
    assert said == translator("sv")("error.no_folder", name="borta") + "\n"


def test_the_environment_names_the_data_when_nobody_else_does(
    broken: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMVERKAN_DATA", str(broken))

    assert run(["check"]) == 1
    assert run(["check", "--data", str(DATA)]) == 0


# Files


def test_csv_is_a_package_that_is_read_again(tmp_path: Path, capsys: Said) -> None:
    target = tmp_path / "urval"

    told = answer(capsys, "export", "--format", "csv", "--out", str(target), "--place", "kronogarden")

    reading = read_package(target)
    assert reading.report.findings == ()
    assert {Path(name).name for name in told["written"]} == {path.name for path in target.iterdir()}
    assert 0 < len(reading.dataset.tables["initiatives"]) < 108


def test_json_holds_the_tables(tmp_path: Path, capsys: Said) -> None:
    target = tmp_path / "urval.json"

    code = run(["export", "--format", "json", "--out", str(target)])

    written = json.loads(target.read_text(encoding="utf-8"))
    assert code == 0
    assert str(target) in capsys.readouterr().out
    assert written["as_of"] == "2022-09-23"
    assert {"id", "name"} <= set(written["tables"]["actors"][0])


def test_graphml_holds_the_network_that_is_shown(tmp_path: Path, capsys: Said) -> None:
    target = tmp_path / "urval.graphml"
    counted = answer(capsys, "rank", "--limit", "0")["actors"]

    code = run(["export", "--format", "graphml", "--out", str(target)])

    graph = nx.read_graphml(target)
    assert code == 0
    assert {f"actor:{actor['id']}" for actor in counted} <= set(graph)
    assert nx.is_bipartite(graph)


@pytest.mark.parametrize("file_format", ["json", "graphml"])
def test_a_place_that_cannot_be_written_to_is_told(file_format: str, tmp_path: Path, capsys: Said) -> None:
    target = tmp_path / "borta" / "fil"

    code = run(["export", "--format", file_format, "--out", str(target)])

    assert code == 2
    assert capsys.readouterr().err == translator("sv")("error.cannot_write", name=str(target)) + "\n"


def test_csv_does_not_overwrite_a_file(tmp_path: Path, capsys: Said) -> None:
    target = tmp_path / "anteckningar.txt"
    target.write_text("viktigt", encoding="utf-8")

    code = run(["export", "--format", "csv", "--out", str(target)])

    assert code == 2
    assert capsys.readouterr().err == translator("sv")("error.target_is_file", name=target.name) + "\n"
    assert target.read_text(encoding="utf-8") == "viktigt"


# As a program of its own


def test_the_module_is_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "samverkan", "rank", "--json", "--limit", "1"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )

    assert done.returncode == 0
    assert done.stderr == ""
    assert len(json.loads(done.stdout)["actors"]) == 1


def test_the_module_leaves_with_the_code_of_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "samverkan"], cwd=ROOT, capture_output=True, check=False)

    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr != b""


def test_a_reader_who_has_seen_enough_is_no_failure() -> None:
    script = f"{sys.executable} -m samverkan rank --limit 0 | head -n 1; exit ${{PIPESTATUS[0]}}"

    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, check=False, text=True)

    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize(("file_format", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_map_is_written_as_a_picture(
    capsys: Said, tmp_path: Path, file_format: str, start: bytes
) -> None:
    target = tmp_path / f"map.{file_format}"

    told = answer(capsys, "export", "--what", "map", "--format", file_format, "--out", str(target))

    assert told == {"written": [str(target)]}
    assert target.read_bytes().startswith(start)


def test_a_link_gives_the_picture_that_it_leads_to(capsys: Said, tmp_path: Path) -> None:
    target = tmp_path / "map.svg"
    link = "http://127.0.0.1:8501/?place=lextorp&sheet=portrait&lang=en&level=department"

    answer(capsys, "export", "--what", "map", "--format", "svg", "--out", str(target), "--link", link)

    drawn = target.read_text("utf-8")
    assert 'width="1080"' in drawn
    assert translator("en")("level.department") in drawn
    assert "place=lextorp" in drawn
    assert "Kronans kulturhus" not in drawn.partition("Sources:")[0]


def test_the_gallery_holds_every_picture_in_every_format(capsys: Said, tmp_path: Path) -> None:
    told = answer(capsys, "gallery", "--out", str(tmp_path / "pictures"), "--place", "kronogarden")

    written = {Path(name).name for name in told["written"]}
    expected = {f"{what}.{form}" for what, forms in EXPORTS.items() if what != "data" for form in forms}
    assert expected <= written
    assert {path.name for path in (tmp_path / "pictures").iterdir()} == written
    index = (tmp_path / "pictures" / "index.html").read_text("utf-8")
    assert all(name in index for name in written - {"index.html"})
