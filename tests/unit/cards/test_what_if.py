from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from samverkan.cards.card import GAP_KINDS
from samverkan.cards.what_if import (
    Line,
    comparison_lines,
    dropped_sentences,
    edit_sentences,
    gap_lines,
    measure_lines,
    number_lines,
    number_text,
    regrouped_lines,
    shift_lines,
    tried_names,
)
from samverkan.domain.dataset import Dataset
from samverkan.domain.scenario import (
    AddActor,
    AddInitiative,
    AddParticipation,
    Edit,
    EndFunding,
    RemoveActor,
    RemoveInitiative,
    RemoveParticipation,
    Scenario,
    decode_scenario,
)
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study
from samverkan.gaps.what_if import (
    Change,
    Comparison,
    GapChange,
    MeasureChange,
    Noise,
    noise_of,
    scenario_study,
    what_if,
)
from samverkan.i18n import LANGUAGES, NO_BREAK_SPACE, Translator, translator
from samverkan.workflows import home_study, open_package

Drawn = Callable[..., Dataset]

SV, EN = translator("sv"), translator("en")
TIES = "eidar-torget ifk-torget polisen-torget polisen-samtal kyrkan-samtal kyrkan-kafeet hallen-klubben"


@pytest.fixture(scope="module")
def town(drawn: Drawn) -> Study:
    dataset = drawn(
        TIES,
        actors=[{"id": "hallen", "parent_id": "kff"}],
        initiatives=[{"id": "torget", "place_ids": "lextorp"}, {"id": "kafeet", "place_ids": "centrum"}],
        serves="torget-unga kafeet-aldre klubben-barn",
        funding="kafeet-delmos",
    )
    return study(dataset, Selection())


@pytest.fixture(scope="module")
def noise(town: Study) -> Noise:
    return noise_of(town)


@pytest.fixture(scope="module")
def home() -> Study:
    return home_study(open_package().dataset)


@pytest.fixture(scope="module")
def home_noise(home: Study) -> Noise:
    return noise_of(home)


def shifts(before: Study, noise: Noise, *edits: Edit, words: Translator = SV) -> list[str]:
    after = scenario_study(before, Scenario("", edits))
    names = tried_names(before.dataset, after.dataset)
    return [line.text for line in shift_lines(what_if(before, after, noise=noise), names, words)]


# What is tried


@pytest.mark.parametrize(
    ("edit", "swedish", "english"),
    [
        (AddParticipation("eidar", "kafeet"), "Eidar går med i Kafeet", "Eidar joins Kafeet"),
        (RemoveParticipation("eidar", "torget"), "Eidar lämnar Torget", "Eidar leaves Torget"),
        (RemoveActor("eidar"), "Eidar lämnar alla insatser", "Eidar leaves every initiative"),
        (
            RemoveActor("kff"),
            "Kff lämnar alla insatser, tillsammans med sina enheter",
            "Kff leaves every initiative, together with its units",
        ),
        (RemoveInitiative("torget"), "Insatsen Torget upphör", "The initiative Torget ends"),
        (
            AddActor("ny", "Nya kyrkan", "faith_community"),
            "Nya kyrkan tillkommer som aktör (trossamfund)",
            "Nya kyrkan is added as an actor (faith community)",
        ),
        (AddInitiative("ny", "Fest"), "Insatsen Fest tillkommer", "The initiative Fest is added"),
        (
            AddInitiative("ny", "Fest", ("unga", "barn"), ("lextorp",)),
            "Insatsen Fest tillkommer (målgrupp: Unga och Barn; område: Lextorp)",
            "The initiative Fest is added (target group: Unga and Barn; place: Lextorp)",
        ),
        (
            EndFunding("kafeet"),
            "Den tidsbegränsade finansieringen av Kafeet tar slut och ersätts inte; "
            "insatsen räknas som avslutad",
            "The time-limited funding of Kafeet runs out and is not replaced; the initiative counts as ended",
        ),
    ],
)
def test_an_edit_is_said_in_either_language(town: Study, edit: Edit, swedish: str, english: str) -> None:
    scenario = Scenario("", (edit,))

    assert (swedish,) == edit_sentences(scenario, town.dataset, SV)
    assert (english,) == edit_sentences(scenario, town.dataset, EN)


def test_what_an_earlier_edit_added_is_named(town: Study) -> None:
    edits = (
        AddActor("ny", "Nya kyrkan", "faith_community"),
        AddInitiative("fest", "Fest"),
        AddParticipation("ny", "fest"),
    )

    assert edit_sentences(Scenario("", edits), town.dataset, SV)[-1] == "Nya kyrkan går med i Fest"


def test_what_was_left_out_says_why_once(town: Study) -> None:
    texts = ["remove-actor:okand", "add:okand@torget", "trams"]
    dropped = decode_scenario("", texts, town.dataset).dropped

    said = dropped_sentences(dropped, SV)

    assert len(said) == 2
    assert said[0].startswith("Aktören ”okand” finns inte")
    assert said[1].startswith("Ändringen ”trams” går inte att läsa.")


# What comes and goes


def test_an_initiative_that_ends_is_told_with_its_group_and_place_but_not_their_cell(
    town: Study, noise: Noise
) -> None:
    assert shifts(town, noise, EndFunding("kafeet")) == [
        "Räknas inte längre: Kafeet.",
        "Målgrupper som ingen kvarvarande insats nämner: Aldre.",
        "Områden som ingen kvarvarande insats nämner: Centrum.",
    ]


def test_an_actor_that_goes_is_told_with_what_it_leaves(town: Study, noise: Noise) -> None:
    assert shifts(town, noise, RemoveActor("kff"), RemoveActor("polisen")) == [
        "Medverkar inte längre i någon insats som räknas: Hallen och Polisen.",
        "Insatser utan någon känd aktör kvar: Klubben.",
        "Målgrupper som bara nämns för insatser utan känd aktör: Barn.",
        "Polisen har inte längre någon gemensam insats med 3 andra aktörer.",
    ]


def test_pairs_between_those_who_stay_are_named(town: Study, noise: Noise) -> None:
    said = shifts(town, noise, RemoveParticipation("eidar", "torget"), AddParticipation("eidar", "klubben"))

    assert said == [
        "Har inte längre någon gemensam insats: Eidar och Ifk; Eidar och Polisen.",
        "Har nu en gemensam insats: Eidar och Hallen.",
    ]


def test_what_is_new_is_told(town: Study, noise: Noise) -> None:
    said = shifts(
        town,
        noise,
        AddActor("kupan", "Kupan", "association"),
        AddInitiative("fest", "Fest", ("barn",), ("centrum",)),
        AddInitiative("tom", "Tom"),
        AddParticipation("kupan", "fest"),
        AddParticipation("hallen", "fest"),
        words=EN,
    )

    assert said == [
        "Now take part in a counted initiative: Kupan.",
        "Now counted: Fest and Tom.",
        "New initiatives that have no actor yet: Tom.",
        "Target group and place that some initiative now has together: Barn (Centrum).",
        "Kupan now has a joint initiative with 1 other actor.",
    ]


def test_many_names_are_cut_to_six_and_a_number(drawn: Drawn) -> None:
    before = study(drawn(" ".join(f"eidar-i{number}" for number in range(9))), Selection())

    said = shifts(before, noise_of(before), RemoveActor("eidar"))

    assert said[1] == "Insatser utan någon känd aktör kvar: I0, I1, I2, I3, I4, I5 och 3 till."


def test_a_line_points_at_whom_it_names(town: Study, noise: Noise) -> None:
    after = scenario_study(town, Scenario("", (AddParticipation("eidar", "klubben"), EndFunding("kafeet"))))

    lines = shift_lines(what_if(town, after, noise=noise), tried_names(town.dataset, after.dataset), SV)

    nodes = {line.text: line.nodes for line in lines}
    assert nodes["Räknas inte längre: Kafeet."] == ("initiative:kafeet",)
    assert nodes["Har nu en gemensam insats: Eidar och Hallen."] == ("actor:eidar", "actor:hallen")
    assert nodes["Områden som ingen kvarvarande insats nämner: Centrum."] == ()


# Numbers


def made(*changes: MeasureChange, **summary: Change) -> Comparison:
    """A comparison in which nothing comes or goes."""
    nothing = study(Dataset({}), Selection(as_of=date(2021, 1, 1)))
    return Comparison(changes, summary, what_if(nothing, nothing).shifts)


NAMES = {"actors": {"eidar": "Eidar", "ifk": "IFK"}}


def test_a_difference_within_the_noise_is_greyed_and_says_why() -> None:
    comparison = made(
        MeasureChange("initiatives", "eidar", Change(4, 5, 3, 5)),
        MeasureChange("initiatives", "ifk", Change(4, 6, 3, 5)),
    )

    assert measure_lines(comparison, NAMES, SV) == (
        Line("IFK, antal insatser: 4 → 6.", ("actor:ifk",)),
        Line(
            "Eidar, antal insatser: 4 → 5. "
            "Skillnaden kan bero på att enstaka kopplingar saknas i underlaget.",
            ("actor:eidar",),
            greyed=True,
        ),
    )


def test_a_difference_that_cannot_be_seen_is_not_told() -> None:
    comparison = made(
        MeasureChange("betweenness", "eidar", Change(0.5, 0.5001, 0.5, 0.5)),
        density=Change(0.1, 0.10001, 0, 1),
    )

    assert comparison_lines(comparison, NAMES, SV) == ()


def test_the_network_s_numbers_are_told_as_they_stand_elsewhere() -> None:
    comparison = made(n_ties=Change(1200, 1201, 1100, 1300), largest_share=Change(0.8, 0.7, 0.75, 0.85))

    assert [line.text for line in number_lines(comparison, SV)] == [
        f"Andel av nätet i den största delen: 80,0{NO_BREAK_SPACE}% → 70,0{NO_BREAK_SPACE}%.",
        f"Kopplingar: 1{NO_BREAK_SPACE}200 → 1{NO_BREAK_SPACE}201. "
        "Skillnaden kan bero på att enstaka kopplingar saknas i underlaget.",
    ]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("strength", 3.0, "3"), ("closeness", 0.123, f"12,3{NO_BREAK_SPACE}%"), ("eigenvector", 0.456, "0,46")],
)
def test_numbers_have_their_own_form(name: str, value: float, expected: str) -> None:
    assert expected == number_text(name, value, SV)


def test_who_comes_or_goes_is_told_once_and_not_by_numbers(town: Study, noise: Noise) -> None:
    after = scenario_study(town, Scenario("", (RemoveActor("polisen"),)))
    names = tried_names(town.dataset, after.dataset)

    lines = measure_lines(what_if(town, after, noise=noise), names, SV)

    assert lines
    assert [line for line in lines if "actor:polisen" in line.nodes] == []


def test_a_measure_that_is_not_compared_is_said_with_the_reason(town: Study, noise: Noise) -> None:
    after = scenario_study(town, Scenario("", (RemoveActor("polisen"),)))
    names = tried_names(town.dataset, after.dataset)

    last = comparison_lines(what_if(town, after, noise=noise), names, SV)[-1]

    assert last.text.startswith("Välkopplade jämförs inte för 3 aktörer, vars del av nätet har delats")
    assert regrouped_lines(what_if(town, town, noise=noise), SV) == ()


def test_gaps_that_come_or_go_are_counted() -> None:
    changes = {"seat": GapChange(("a", "b"), ("c",), 7), "cell": GapChange((), (), 5)}

    lines = gap_lines(changes, SV)  # type: ignore[arg-type]  # kinds by name

    assert [line.text for line in lines] == [
        "Saknade aktörer i insatser: 2 försvinner, 1 tillkommer, 7 är kvar."
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_gap_has_a_name(language: str) -> None:
    changes = {kind: GapChange(("a",), (), 0) for kind in GAP_KINDS}

    assert len(gap_lines(changes, translator(language))) == len(GAP_KINDS)


# On the data that travel with the program


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "edit",
    [
        RemoveActor("familjehuset"),
        RemoveActor("trollhattans-stad"),
        EndFunding("faltverksamheten"),
        AddParticipation("eidar", "medborgarservice"),
    ],
)
def test_every_line_is_whole_in_either_language(
    home: Study, home_noise: Noise, language: str, edit: Edit
) -> None:
    after = scenario_study(home, Scenario("", (edit,)))
    names = tried_names(home.dataset, after.dataset)

    lines = comparison_lines(what_if(home, after, noise=home_noise), names, translator(language))

    assert len(lines) > 3
    assert [line.text for line in lines if "{" in line.text or not line.text.endswith(".")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_speaks_of_causes_or_certainty(home: Study, home_noise: Noise, language: str) -> None:
    after = scenario_study(home, Scenario("", (RemoveActor("fritidsgardarna"),)))
    words = translator(language)
    comparison = what_if(home, after, noise=home_noise)
    lines = comparison_lines(comparison, tried_names(home.dataset, after.dataset), words)

    said = " ".join(line.text.lower() for line in lines).replace(words("what_if.line.greyed", line=""), "")
    for word in (
        "leder till",
        "gör att",
        "orsak",
        "eftersom",
        "effekt",
        "därför",
        "because",
        "leads to",
        "effect",
    ):
        assert word not in said


def test_nothing_is_told_where_nothing_differs(home: Study, home_noise: Noise) -> None:
    comparison = what_if(home, home, noise=home_noise)

    assert comparison_lines(comparison, tried_names(home.dataset), SV) == ()
