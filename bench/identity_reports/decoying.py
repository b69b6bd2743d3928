"""One sentence that looks as if it gave something away and does not, for each kind of decoy; and plain sentences."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bench.identity_reports import dates, names
from bench.identity_reports.cast import FIRST_DAY, Case, a_day
from bench.identity_reports.patterns import Deck, bracketed, patterns
from bench.identity_reports.planting import led_sentence, spoken
from bench.identity_reports.shapes import DecoyKind, Piece, Sentence


def body(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    name = dice.choice(names.BODIES).format(area=dice.choice(names.AREAS))
    if dice.random() < 0.05:
        name = f"the {case.child.first} {dice.choice(names.PUBLISHED_SURNAMES)} Foundation"
    return spoken(deck.deal("bodies"), case, Piece(name, "body"), dice)


def published(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    name = dice.choice((case.author, case.author, case.chair))
    first, _, surname = name.partition(" ")
    text = dice.choice(
        (name, name, name, f"{dice.choice(('Dr', 'Ms', 'Mr', 'Professor'))} {surname}", f"{first[0]}. {surname}")
    )
    return spoken(deck.deal("published"), case, Piece(text, "published"), dice)


def another_day(case: Case, dice: random.Random, apart: int) -> date:
    """A day that cannot be taken for one the case knows: not near it, nor the same day in another year or order."""
    known = list(case.known.dates.values())
    close = {(other + timedelta(days=days)).strftime("%m%d") for other in known for days in range(-2, 3)}
    turned = {other.strftime("%d%m") for other in known}
    while True:
        day = a_day(dice, FIRST_DAY, date(2025, 12, 20))
        if day.strftime("%m%d") not in close | turned and all(abs((day - other).days) >= apart for other in known):
            return day


def other_date(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    day = another_day(case, dice, 10)
    text = dates.plain(day) if dice.random() < 0.5 else dice.choice(list(dates.other_forms(day).values()))
    return spoken(deck.deal("other_dates"), case, Piece(text, "other_date"), dice)


def other_near_date(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    piece = Piece(dates.near(another_day(case, dice, 40), dice), "other_near_date")
    return led_sentence(deck.deal("other_near"), case, piece, dice)


def general_birthday(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    return bracketed(deck.deal("general_birthdays"), "general_birthday")


def number(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    return bracketed(deck.deal("numbers"), "number")


def single_feature(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    return bracketed(deck.deal("single_features"), "single_feature")


def name_word(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    return bracketed(deck.deal("words").partition(": ")[2], "name_word")


def words_that_are_names_here(case: Case, dice: random.Random) -> Iterator[Sentence]:
    """For each person whose name is also a word, two sentences that use the word as a word."""
    for person in case.people:
        mine = [line.partition(": ")[2] for line in patterns("words") if line.startswith(f"{person.first}: ")]
        for line in dice.sample(mine, min(2, len(mine))):
            yield bracketed(line, "name_word")


def plain(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    return spoken(deck.deal("plain"), case, Piece(""), dice)


DECOYS: dict[DecoyKind, Callable[[Case, Deck, random.Random], Sentence]] = {
    "body": body, "published": published, "other_date": other_date, "other_near_date": other_near_date,
    "general_birthday": general_birthday, "name_word": name_word, "number": number, "single_feature": single_feature,
}  # fmt: skip
