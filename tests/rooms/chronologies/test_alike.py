"""Tellings of one event by two agencies are brought together, and what they say differently is named.

The pairs are invented, and the search was not tuned to them; they hold it to a floor.
"""

from __future__ import annotations

from datetime import date, time

import pytest

from handrail.service.chronologies.merging.alike import pairs, people
from handrail.service.chronologies.merging.differ import differences
from handrail.service.chronologies.merging.order import Line

SAME = [
    ("Officers attended the home after a neighbour reported shouting. Two children seen, no injuries.",
     "Police report received: neighbour reported shouting at the home, officers attended."),
    ("Mother rang school at 9am to say that she had a cold.",
     "Telephone call from mother: absent from school with a cold."),
    ("Brought to A&E by father with bruising to the arm, said to have fallen from the sofa.",
     "Hospital rang: seen in the emergency department with a bruise to the arm after falling off the couch."),
    ("Health visitor called for the twelve month review. No answer at the door, card left.",
     "Twelve-month review not done: no answer, card left by health visitor."),
    ("Father arrested for assault on mother in the street outside the betting shop.",
     "Mother told us that father had been arrested for assaulting her outside the betting shop."),
    ("Strategy discussion held with police and health. Section 47 enquiry agreed.",
     "Took part in a strategy discussion: section 47 enquiry agreed with social care."),
    ("Ambulance called: found unresponsive in her cot.", "Call from ambulance control, baby unresponsive in cot."),
    ("Housing officer found the flat without heating and black mould in the bedroom.",
     "Visited with housing officer. Black mould in bedroom and no heating in the flat."),
    ("Speech therapy appointment missed for the third time, discharged from the service.",
     "Speech therapy have discharged him after a third missed appointment."),
    ("Maternal grandmother said that mother was using heroin again.",
     "Grandmother rang to tell us mother is using heroin again, referral made."),
]  # fmt: skip
APART = [
    "Parents' evening attended by mother.", "Stop and search of father in the town centre.",
    "Routine immunisations given at the surgery.", "Rent arrears letter sent.", "New class teacher introduced.",
    "Midwife booking appointment kept.", "Library card issued.", "Vehicle seized for no insurance.",
    "Free school meals agreed.", "Optician's appointment arranged.",
]  # fmt: skip


def line(key: str, body: str, day: int, words: str, at: time | None = None, about: str = "") -> Line:
    return Line(key, body, date(2019, 3, day), date(2019, 3, day), at=at, about=about, words=words)


def told() -> list[Line]:
    """Each event told by two agencies a day apart, among others of the same weeks."""
    found = []
    for place, (one, other) in enumerate(SAME):
        found += [line(f"{place}a", "one", place * 2 + 1, one), line(f"{place}b", "other", place * 2 + 2, other)]
    return found + [
        line(f"x{place}", "other" if place % 2 else "third", place * 2 + 1, words) for place, words in enumerate(APART)
    ]


def test_most_tellings_of_one_event_are_found_and_few_others() -> None:
    found = {(pair.first.key, pair.second.key) for pair in pairs(told())}
    meant = {(f"{place}a", f"{place}b") for place in range(len(SAME))}
    assert len(found & meant) >= 9
    assert len(found - meant) <= 2


def test_lines_of_one_agency_or_of_distant_days_are_never_paired() -> None:
    words = SAME[4][0]
    assert not pairs([line("1", "one", 1, words), line("2", "one", 1, words)])
    assert not pairs([line("1", "one", 1, words), line("2", "other", 9, words)])
    assert pairs([line("1", "one", 1, words), line("2", "other", 4, words)])


def test_lines_about_different_people_are_not_paired() -> None:
    words = SAME[4][0]
    assert not pairs([line("1", "one", 1, words, about="Wren"), line("2", "other", 1, words, about="Robin")])
    assert pairs(
        [line("1", "one", 1, words, about="Wren; Robin"), line("2", "other", 1, words, about="Wren Fairlight")]
    )


def test_the_same_pairs_are_found_in_whatever_order_lines_come() -> None:
    assert pairs(told()) == pairs(reversed(told()))


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("Two children seen.", "Three children seen at the house.", "The number of children: 2 and 3"),
        ("Bruise to left arm.", "A bruise on the right arm.", "Which side"),
        ("Brought by his father.", "Mother brought him in.", "Who: father and mother"),
        ("The child was seen.", "The child was not seen.", "Whether somebody was seen"),
        ("Seen at home.", "Seen at school by the nurse.", "Where: home and school"),
        ("Mother attended the meeting.", "Mother did not attend the meeting.", "Whether somebody attended"),
        ("She was calm.", "She was very distressed.", "Calm or upset"),
        ("Referral accepted.", "No further action.", "Open or closed"),
        ("Call at 9.10am", "Call at 13:30", "The hour: 09:10 and 13:30"),
    ],
)
def test_what_two_tellings_say_differently_is_named(one: str, other: str, says: str) -> None:
    assert says in differences(line("1", "one", 1, one), line("2", "other", 1, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two children seen, no injuries.", "Seen: 2 children, without injuries."),
        ("Mum brought her to hospital.", "Attended A&E with mother."),
        ("Visited at home at 2pm.", "Home visit, 14:20."),
    ],
)
def test_the_same_said_in_other_words_is_no_difference(one: str, other: str) -> None:
    assert not differences(line("1", "one", 1, one), line("2", "other", 1, other))


def test_days_that_are_not_certain_do_not_contradict() -> None:
    sure, other = line("1", "one", 1, "Visit"), line("2", "other", 3, "Visit")
    assert differences(sure, other) == ("The day: 1 March 2019 and 3 March 2019",)


def test_people_are_told_apart_however_they_are_listed() -> None:
    assert people("Wren; Robin and Jay, mother") == {"wren", "robin", "jay", "mother"}
