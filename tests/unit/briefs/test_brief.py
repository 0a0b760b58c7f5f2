from __future__ import annotations

from datetime import date

import pytest

from samverkan import workflows
from samverkan.briefs.subject import Subject, concerned
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.errors import UnknownNameError
from samverkan.i18n import translator

WORDS = translator("sv")
SPACE = "\N{NO-BREAK SPACE}"


def table(brief):
    (found,) = [section.table for section in brief.sections if section.table]
    return {row.cells[0]: (*row.cells[1:], brief.mark(row.grounds, bare=True)) for row in found.rows}


# What it is about


def test_an_actor_is_about_what_it_takes_part_in_and_leads_first(town):
    about = concerned(study(town, Selection()), Subject("actor", "eidar"))

    assert about.counted == ("torget", "laxan")
    assert about.aside == ("fesken",)


def test_a_place_stands_for_what_lies_inside_it_and_what_is_wider_is_kept_apart(town):
    whole = concerned(study(town, Selection()), Subject("place", "staden"))
    part = concerned(study(town, Selection()), Subject("place", "norra"))

    assert whole.counted == ("laxan", "torget")
    assert (part.counted, part.wider) == (("torget",), ("laxan",))


def test_a_target_group_stands_for_the_narrower_ones(town):
    about = concerned(study(town, Selection()), Subject("target_group", "unga"))

    assert about.counted == ("torget",)
    assert about.labels == {"unga", "flickor"}


@pytest.mark.parametrize("kind", ["actor", "place", "target_group"])
def test_what_is_not_in_the_data_is_refused_by_name(brief_of, kind):
    with pytest.raises(UnknownNameError) as wrong:
        brief_of(kind, "ingen")

    assert wrong.value.code == "unknown_subject"


# What it says


def test_the_table_says_with_whom_for_whom_and_where_and_on_which_lines(brief_of):
    rows = table(brief_of("actor", "eidar"))

    assert rows["Torget"] == ("Ansvarig", "Polisen m.fl.", "Flickor", "Norra", f"1:{SPACE}7–8")
    assert rows["Läxan"] == (
        "Samarbetspart",
        WORDS("brief.nobody"),
        WORDS("brief.unsaid"),
        "Staden",
        f"1:{SPACE}9, 11–12",
    )


def test_the_lead_counts_what_is_counted_and_dates_it(brief_of):
    texts = [statement.text for statement in brief_of("actor", "eidar", as_of=None).lead]

    assert "2 insatser, varav 1 som ansvarig. Där nämns också 1 annan aktör." in texts[0]


def test_statements_from_before_the_day_looked_at_say_from_when_they_are(brief_of, said):
    late = [statement.text for statement in brief_of("actor", "eidar", as_of=date(2022, 1, 1)).lead]

    assert WORDS("card.age.dated", dates="2021-06-30") in late


def test_in_short_names_partners_groups_and_places_and_says_for_how_many_nothing_is_known(brief_of, said):
    lines = said(brief_of("actor", "eidar"), "short")

    assert "Med vilka Polisen." in lines
    assert "För vem Flickor. För 1 insats nämns ingen målgrupp." in lines
    assert "Var Norra och Staden." in lines
    assert f"Uppgift Torget: kvällar: 159 kvällar. [1:{SPACE}13]" in lines


def test_money_and_ends_stand_with_their_lines_known_ends_first(brief_of, said):
    lines = said(brief_of("actor", "eidar"), "money")

    assert lines == [
        f"”Torget” har enligt källan statsbidrag från Delmos till och med 2022-06-30. [1:{SPACE}10]",
        f"”Läxan” pågår enligt källan till och med 2022-12-31. [1:{SPACE}9, 11–12]",
    ]


def test_what_pays_others_is_said_of_whoever_only_pays(brief_of, said):
    brief = brief_of("actor", "delmos")

    assert said(brief, "money") == [f"Ger enligt källan statsbidrag till ”Torget”. [1:{SPACE}10]"]
    assert [statement.text for statement in brief.lead] == [WORDS("brief.lead.none_actor")]


def test_what_is_unknown_or_not_counted_is_said(brief_of, said):
    (text,) = said(brief_of("actor", "eidar"), "silence")

    assert WORDS.count("brief.open_list", 1) in text
    assert WORDS.count("brief.no_funding", 1) in text
    assert "Räknas inte, avslutade: ”Fesken”." in text


def test_an_implied_part_is_said_to_be(brief_of, said):
    (text,) = said(brief_of("actor", "polisen"), "silence")

    assert WORDS.count("brief.implied", 1) in text
    assert table(brief_of("actor", "polisen"))["Torget"][0] == "Samarbetspart (antyds i källan)"


def test_nothing_known_is_said_and_not_left_blank(brief_of, said):
    brief = brief_of("actor", "klubben")

    assert brief.map is None
    assert [statement.text for statement in brief.lead] == [WORDS("brief.lead.none_actor")]
    assert said(brief, "gaps") == [WORDS("brief.say.no_gap")]


def test_an_unserved_group_and_an_empty_place_have_a_brief(drawn):
    data = drawn("eidar-torget", places=[{"id": "norra"}], target_groups=[{"id": "unga"}])
    for kind, name in (("place", "norra"), ("target_group", "unga")):
        brief = workflows.brief(study(data, Selection()), Subject(kind, name))
        assert WORDS(f"brief.lead.none_{kind}") in [statement.text for statement in brief.lead]


def test_a_filter_on_the_very_place_is_lifted_and_stands_in_the_link(brief_of):
    plain, filtered = brief_of("place", "norra"), brief_of("place", "norra", places=("norra",))

    assert plain.sections == filtered.sections
    assert "place=norra" in plain.footer[-1]


def test_other_filters_stay_and_are_told(brief_of):
    brief = brief_of("actor", "eidar", places=("norra",))

    assert list(table(brief)) == ["Torget"]
    assert "Område: Norra" in brief.footer[0]


def test_both_languages_say_the_same(brief_of):
    swedish, english = (brief_of("actor", "eidar", language=language) for language in ("sv", "en"))

    assert english.title == "Brief for a meeting: Eidar"
    assert [len(section.statements) for section in swedish.sections] == [
        len(section.statements) for section in english.sections
    ]
    assert {word for section in english.sections for word in section.heading.split()}.isdisjoint(
        {"Luckor", "Källor", "Pengar,"}
    )


# Sources


def test_lines_of_a_source_are_joined_and_neighbours_become_a_span(brief_of):
    brief = brief_of("actor", "eidar")

    assert brief.mark([("sidan", "5|19-21"), ("sidan", "22"), ("sidan", "")]) == f"[1:{SPACE}5, 19–22]"
    assert brief.mark([]) == ""


def test_every_source_that_is_referred_to_is_listed_with_its_date(brief_of):
    brief = brief_of("actor", "eidar")

    assert [source.text for source in brief.sources] == [
        "Sidan. Trollhättans Stad, senast granskad 2021-06-30."
    ]
