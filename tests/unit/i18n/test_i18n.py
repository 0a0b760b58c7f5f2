from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import samverkan
from samverkan.domain.schema import TABLES
from samverkan.domain.vocabulary import CHOICES, LEVELS, MEASURES, VOCABULARIES
from samverkan.i18n import (
    DEFAULT_LANGUAGE,
    LANGUAGES,
    MISSING,
    NO_BREAK_SPACE,
    Translator,
    alphabetical,
    phrases,
    placeholders,
    translator,
)

SOURCES = sorted(Path(samverkan.__path__[0]).rglob("*.py"))


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in the package with where it stands."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.name}:{node.lineno}", node


def literal(node: ast.Call) -> str:
    first = node.args[0] if node.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def name_of(function: ast.expr) -> str:
    return ast.unparse(function)


def words_used() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield where, key and call of every sentence that is asked for by a literal key."""
    for where, call in calls():
        name, key = name_of(call.func), literal(call)
        if key and name.split(".")[-1] == "words":
            yield where, key, call
        elif key and name.endswith("words.count"):
            yield from ((where, f"{key}.{number}", call) for number in ("one", "other"))


USED = list(words_used())


def test_the_languages_have_the_same_keys() -> None:
    assert set(phrases("sv")) == set(phrases("en"))


def test_a_sentence_wants_the_same_things_filled_in_in_every_language() -> None:
    wanted = [
        {key: placeholders(sentence) for key, sentence in phrases(language).items()} for language in LANGUAGES
    ]

    assert wanted[0] == wanted[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    assert [key for key, sentence in phrases(language).items() if not sentence] == []


def test_sentences_are_asked_for_in_the_program() -> None:
    assert len(USED) > 50


def test_every_key_that_the_program_asks_for_exists() -> None:
    assert [f"{where} {key}" for where, key, _ in USED if key not in phrases("sv")] == []


def test_every_sentence_gets_what_it_wants_filled_in() -> None:
    lacking = [
        f"{where} {key}: {wanted}"
        for where, key, call in USED
        if key in phrases("sv") and all(keyword.arg for keyword in call.keywords)
        for wanted in placeholders(phrases("sv")[key]) - {keyword.arg for keyword in call.keywords}
        if not (wanted == "n" and name_of(call.func).endswith("count"))
    ]

    assert lacking == []


def test_every_error_has_its_words() -> None:
    raised = {literal(call) for _, call in calls() if name_of(call.func).endswith("Error")} - {""}

    assert {"no_folder", "no_date", "unknown_measure"} <= raised
    assert {code for code in raised if f"error.{code}" not in phrases("sv")} == set()


def test_every_finding_has_its_words() -> None:
    made = {
        call.args[1].value
        for _, call in calls()
        if name_of(call.func) == "Finding" and len(call.args) > 1 and isinstance(call.args[1], ast.Constant)
    }
    forms = {f"bad_{kind}" for kind in ("id", "integer", "number", "date", "lines")}

    assert {"unknown_reference", "circle", "personal_data"} <= made
    codes = made | forms | {"empty_cell", "unknown_word"}
    assert {code for code in codes if f"finding.{code}" not in phrases("sv")} == set()


def test_everything_with_a_name_in_code_has_a_name_in_words() -> None:
    keys = {f"vocabulary.{name}.{word}" for name, words in CHOICES.items() for word in words}
    keys |= {f"table.{name}" for name in TABLES} | {f"level.{level}" for level in LEVELS}
    keys |= {f"measure.{measure}.{part}" for measure in MEASURES for part in ("name", "meaning", "misleads")}
    keys |= {f"legend.{tone}" for tone in (*VOCABULARIES["sector"], "initiative")}

    assert keys - set(phrases("sv")) == set()


@pytest.mark.parametrize(
    ("language", "value", "decimals", "expected"),
    [
        ("sv", 1234.5, 1, f"1{NO_BREAK_SPACE}234,5"),
        ("en", 1234.5, 1, "1,234.5"),
        ("sv", 1234567, 0, f"1{NO_BREAK_SPACE}234{NO_BREAK_SPACE}567"),
        ("sv", -0.25, 2, "−0,25"),
        ("sv", 0, 0, "0"),
        ("sv", None, 0, MISSING),
        ("en", float("nan"), 1, MISSING),
    ],
)
def test_numbers_are_written_as_in_the_language(
    language: str, value: float | None, decimals: int, expected: str
) -> None:
    assert expected == translator(language).number(value, decimals)


@pytest.mark.parametrize(
    ("language", "share", "expected"),
    [
        ("sv", 0.125, f"12,5{NO_BREAK_SPACE}%"),
        ("en", 0.125, "12.5%"),
        ("sv", None, MISSING),
        ("en", float("nan"), MISSING),
    ],
)
def test_shares_are_written_as_percentages(language: str, share: float | None, expected: str) -> None:
    assert expected == translator(language).percent(share, 1)


def test_dates_stand_as_iso_in_either_language() -> None:
    sentences = [translator(language)("head.as_of", date="2020-07-20") for language in LANGUAGES]

    assert ["2020-07-20" in sentence for sentence in sentences] == [True, True]


def test_numbers_in_sentences_are_written_as_in_the_language() -> None:
    words = Translator("sv", {"key": "{n} av {share}, {flag}"})

    assert words("key", n=1234, share=0.5, flag=True) == f"1{NO_BREAK_SPACE}234 av 0,5, True"


@pytest.mark.parametrize(("n", "expected"), [(0, "0 aktörer"), (1, "1 aktör"), (2, "2 aktörer")])
def test_one_is_singular_and_all_else_plural(n: int, expected: str) -> None:
    assert expected == translator("sv").count("count.actors", n)


@pytest.mark.parametrize(
    ("items", "expected"), [((), ""), (("a",), "a"), (("a", "b"), "a och b"), (["a", "b", "c"], "a, b och c")]
)
def test_names_are_listed_as_in_running_text(items: tuple[str, ...], expected: str) -> None:
    assert expected == translator("sv").listing(items)


def test_what_a_person_wrote_is_never_read_as_a_placeholder() -> None:
    words = Translator("sv", {"key": "Hej {name}"})

    assert words("key", name="{0.__class__} {name}") == "Hej {0.__class__} {name}"


def test_an_unknown_language_is_the_default_one() -> None:
    assert translator("fr").language == DEFAULT_LANGUAGE


def test_an_unknown_key_is_a_mistake_in_the_program() -> None:
    assert "finns.inte" not in translator()
    with pytest.raises(KeyError):
        translator()("finns.inte")


def test_swedish_letters_come_last_in_their_order() -> None:
    names = ["Öst", "zon", "Äldre", "åk", "Arbete"]

    assert sorted(names, key=alphabetical) == ["Arbete", "zon", "åk", "Äldre", "Öst"]
