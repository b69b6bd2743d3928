"""What a public text would tell of a case is marked, however it is written; what tells nothing is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.analysis.identity import Flag, Kind, Known, KnownDay, KnownPerson, Role, Surety, check

CASE = Known(
    people=(
        KnownPerson(Role.CHILD, "Jessamy", "O'Bartlett", ("Jess", "Bear")),
        KnownPerson(Role.FAMILY, "Katherine", "Smith-Jones"),
        KnownPerson(Role.FAMILY, "Grace", "Will"),
        KnownPerson(Role.PRACTITIONER, "Priya", "Venkataraman"),
    ),
    days=(
        KnownDay(date(2012, 5, 24), "the child's date of birth", birth=True),
        KnownDay(date(2021, 12, 25), "the day of the incident"),
        KnownDay(date(2022, 1, 15), "the day of the child's death"),
    ),
    addresses=("14 Larch Close, Wendbridge, WB1 2AB",),
    organisations=("St Mary's Church of England Primary School", "Millbrook Surgery"),
    places=("Wendbridge",),
    nhs_numbers=("9990001235",),
    references=("WV-2026-0001",),
    traits=("selective mutism",),
)


def found(text: str) -> list[str]:
    return [flag.words for flag in check(text, CASE)]


def only(text: str) -> Flag:
    (flag,) = check(text, CASE)
    return flag


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Jessamy", Kind.NAME), ("JESSAMY", Kind.NAME), ("jessamy", Kind.NAME), ("Jessamy’s", Kind.NAME),
        ("Jesamy", Kind.NAME), ("Jassamy", Kind.NAME), ("Jessmay", Kind.NAME), ("Jes-\nsamy", Kind.NAME),
        ("Jess\namy", Kind.NAME), ("Jess\u00adamy", Kind.NAME), ("Jessаmy", Kind.NAME), ("Jéssamy", Kind.NAME),
        ("O'Bartlett", Kind.NAME), ("O’Bartlett", Kind.NAME), ("Obartlett", Kind.NAME), ("the O'Bartletts", Kind.NAME),
        ("Bear", Kind.NAME), ("Kate", Kind.NAME), ("Smith-\nJones", Kind.NAME), ("the Smith Joneses", Kind.NAME),
        ("J.O.", Kind.NAME), ("J. O.", Kind.NAME), ("J O", Kind.NAME), ("Child J", Kind.NAME),
        ("Venkatraman", Kind.PRACTITIONER), ("Dr Xavier", Kind.PRACTITIONER), ("PC Ann Other", Kind.PRACTITIONER),
        ("24 May 2012", Kind.DAY), ("24th of May, 2012", Kind.DAY), ("May 24th 2012", Kind.DAY),
        ("24/05/2012", Kind.DAY), ("24.5.12", Kind.DAY), ("2012-05-24", Kind.DAY), ("05/24/2012", Kind.DAY),
        ("the twenty-fourth of May", Kind.DAY), ("24\nMay", Kind.DAY), ("May 2012", Kind.DAY),
        ("Christmas Day", Kind.DAY), ("her ninth birthday", Kind.DAY), ("his 9th\nbirthday", Kind.DAY),
        ("three weeks after", Kind.DAY), ("twenty-one days later", Kind.DAY), ("the day after her death", Kind.DAY),
        ("eleven weeks old", Kind.DAY), ("the anniversary", Kind.DAY),
        ("14 Larch Close", Kind.ADDRESS), ("Larch Cl", Kind.ADDRESS), ("Larch\nClose", Kind.ADDRESS),
        ("Lach Close", Kind.ADDRESS), ("WB1 2AB", Kind.ADDRESS), ("WB12AB", Kind.ADDRESS), ("WB1", Kind.ADDRESS),
        ("number 14", Kind.ADDRESS), ("27 Sycamore Avenue", Kind.ADDRESS),
        ("Wendbrige", Kind.PLACE), ("Wend-\nbridge", Kind.PLACE),
        ("St Mary's", Kind.ORGANISATION), ("St. Marys Primary", Kind.ORGANISATION), ("Milbrook", Kind.ORGANISATION),
        ("SMCEPS", Kind.ORGANISATION),
        ("999 000 1235", Kind.NUMBER), ("999-000-1235", Kind.NUMBER), ("9990001235", Kind.NUMBER),
        ("999 000\n1235", Kind.NUMBER), ("999 001 1235", Kind.NUMBER), ("ending 1235", Kind.NUMBER),
        ("WV/2026/0001", Kind.NUMBER), ("01234 567890", Kind.NUMBER), ("someone@wend.example", Kind.NUMBER),
        ("selective  mutism", Kind.COMBINATION), ("J. M. O.", Kind.NAME), ("Jessa", Kind.NAME),
        ("24.v.12", Kind.DAY), ("24 05 2012", Kind.DAY), ("24 Ma\ny 2012", Kind.DAY),
        ("twenty days after St Stephen’s Day 2021", Kind.DAY), ("the last Thursday of May 2012", Kind.DAY),
        ("W B 1 2 A B", Kind.ADDRESS), ("the church primary school", Kind.ORGANISATION),
        ("the school next to the brewery", Kind.ORGANISATION),
    ],
)  # fmt: skip
def test_each_way_of_writing_what_the_case_knows_is_marked(written: str, kind: Kind) -> None:
    text = f"The report says that {written} was mentioned to the agencies."
    begins = text.index(written)
    hits = [one for one in check(text, CASE) if one.begins < begins + len(written) and one.ends > begins]
    assert kind in {one.kind for one in hits}, hits


@pytest.mark.parametrize(
    "plain",
    [
        "The review will look at how agencies worked together, and the plan was agreed with grace.",
        "Will agencies learn from this? They will. Grace periods were not used.",
        "The panel met on 3 March 2024, six weeks after the review was commissioned.",
        "Agencies did not share information early enough with the school or the surgery.",
        "There were 12 meetings in 2023 and 1,250 pages of records.",
        "The close work of the health visitor was good practice.",
        "Support runs to the twenty-fifth birthday of each care leaver, and a grant is paid at a sixteenth birthday.",
        "The commissioners met ten days after Christmas Day 2019 to look at the budget.",
        "Training was given by the Katherine Ashdown Foundation.",
    ],
)
def test_what_tells_nothing_is_left_alone(plain: str) -> None:
    assert found(plain) == []


def test_a_name_that_is_also_a_word_is_marked_where_it_is_written_as_a_name() -> None:
    assert found("Her aunt, Grace, was not told. It was done with grace.") == ["Grace"]


def test_a_given_name_and_a_family_name_together_are_one_mark() -> None:
    assert only("It was said of Jesamy O'Bartlett alone.").surety is Surety.SURE


def test_a_mark_says_where_it_stands_in_the_text_as_it_was_given() -> None:
    text = "Ünïcode before… and Jes-\nsamy after."
    flag = only(text)
    assert text[flag.begins : flag.ends] == flag.words == "Jes-\nsamy"


def test_a_combination_few_people_share_is_marked_though_no_part_of_it_is_known() -> None:
    text = "Agencies met. The father, a lighthouse keeper, had seven children, all of them Quakers. Agencies met again."
    flag = only(text.replace("Quakers", "Quaker"))
    assert (flag.kind, flag.words) == (Kind.COMBINATION, "lighthouse keeper, had seven children, all of them Quaker")


def test_two_ordinary_signs_are_no_combination() -> None:
    assert found("The child was aged nine and lived with two siblings.") == []


def test_a_mark_says_why() -> None:
    assert "24 May 2021" in only("It was the week of her ninth birthday.").why
    assert "day of the incident" in only("This was twenty-one days later.").why


def test_names_that_are_meant_to_be_read_are_left_alone() -> None:
    known = Known(people=CASE.people, published=("Katherine Ashdown",))
    assert check("The review was led by Dr Ashdown. Katherine Ashdown met the agencies.", known) == []


def test_nothing_known_and_nothing_said_is_nothing_found() -> None:
    assert check("", CASE) == [] == check("The agencies worked well together.", Known())


LINES = Known(
    days=(
        KnownDay(date(2012, 5, 24), "the child's date of birth", birth=True),
        KnownDay(date(2019, 3, 12), "a line", many=True),
        KnownDay(date(2019, 4, 1), "a line", many=True),
        KnownDay(date(2019, 12, 25), "a line", many=True),
    )
)


@pytest.mark.parametrize(
    ("text", "surety"),
    [
        ("She rang on 12 March 2019.", Surety.SURE),
        ("She rang on 03/12/2019.", Surety.LIKELY),
        ("She rang on 12 March.", Surety.POSSIBLE),
        ("She rang on Christmas Day 2019.", Surety.SURE),
        ("She rang on Christmas Day.", None),
        ("She rang in March 2019.", None),
        ("She rang on the 12th.", None),
        ("Twenty days after that, the service closed.", None),
    ],
)
def test_one_day_of_many_tells_as_itself_and_not_by_its_month_or_how_far_it_lies_from_another(
    text: str, surety: Surety | None
) -> None:
    assert [flag.surety for flag in check(text, LINES)] == ([surety] if surety else [])
