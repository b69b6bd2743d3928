"""One sentence that gives something away, for each kind of marker."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date

from bench.identity_reports import dates, jigsaws, names, spoiling
from bench.identity_reports.cast import Case, Person
from bench.identity_reports.patterns import Deck, sentence
from bench.identity_reports.shapes import Kind, Piece, Planted, Sentence

DOB, INCIDENT, SIBLING_DOB = "date of birth of the child", "date of the incident", "date of birth of a sibling"
NO_PREPOSITION = re.compile(r"\b(until|since|by|was|day,)\s$", re.I)


def somebody(case: Case, dice: random.Random) -> Person:
    return case.child if dice.random() < 0.55 else dice.choice(case.people[1:])


def planted(text: str, kind: Kind, reveals: str, form: str) -> Piece:
    return Piece(text, Planted(kind, reveals, form))


def spoken(pattern: str, case: Case, piece: Piece, dice: random.Random) -> Sentence:
    """The pattern about this case; the piece takes a capital where it comes first."""
    body = dice.choice(names.BODIES).format(area=dice.choice(names.AREAS))
    if pattern.startswith("{}"):
        piece = Piece(piece.text[0].upper() + piece.text[1:], piece.role)
    return sentence(pattern, {**case.words, "agency": body}, piece)


def exact(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    person = somebody(case, dice)
    text, form = dice.choice((
        (person.first, "first name"), (person.first, "first name"), (person.full, "full name"),
        (person.full, "full name"),
        (person.surname, "surname"), (f"{'Ms' if person.girl else 'Mr'} {person.surname}", "title and surname"),
        (person.full.upper(), "capitals"), (f"{person.surname.upper()}, {person.first}", "surname first"),
    ))  # fmt: skip
    return spoken(deck.deal("named"), case, planted(text, "exact", f"{form} of {person.part}", form), dice)


def misspelt(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    person = somebody(case, dice)
    text, form = spoiling.misspelt_person(person, dice)
    return spoken(deck.deal("named"), case, planted(text, "misspelt", f"{form} of {person.part}", form), dice)


def inflected(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    person = somebody(case, dice)
    draw = dice.random()
    if draw < 0.65:
        name = dice.choice((person.first, person.first, person.full))
        piece = planted(spoiling.possessive(name, dice), "inflected", f"name of {person.part}", "possessive")
        return spoken(deck.deal("possessed"), case, piece, dice)
    if draw < 0.82:
        piece = planted(spoiling.plural(person.surname), "inflected", f"surname of {person.part}", "plural")
        return spoken(deck.deal("plural"), case, piece, dice)
    name = dice.choice((person.first, person.surname))
    piece = planted(name, "inflected", f"name of {person.part}", "hyphenated")
    return spoken(deck.deal("hyphened"), case, piece, dice)


def broken(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    person, worker, school = somebody(case, dice), dice.choice(case.workers), dice.choice(case.schools)
    number, address = spoiling.number_forms(case.nhs_numbers[0])["3 3 4"], dice.choice(case.addresses)
    pool, text, reveals = dice.choice((
        ("named", person.full, f"full name of {person.part}"),
        ("named", person.full, f"full name of {person.part}"),
        ("named", person.first if len(person.first) > 5 else person.surname, f"name of {person.part}"),
        ("happened", dates.plain(case.incident_on), INCIDENT),
        ("born", dates.plain(case.born_on), DOB),
        ("addressed", f"{address.street}, {address.place}", "address"),
        ("schooled", school.full, "school"),
        ("numbered", number, "NHS number"),
        ("treated", f"{worker.title} {worker.full}", "practitioner"),
    ))  # fmt: skip
    split, how = spoiling.broken(text, dice)
    return spoken(deck.deal(pool), case, planted(split, "broken", reveals, how), dice)


def initials(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    piece = planted(spoiling.initials(case.child, dice), "initials", "initials of the child", "initials")
    return spoken(deck.deal("named"), case, piece, dice)


def nickname(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    """A name that the case holds as an alias, or a usual short form of a first name which it does not hold."""
    pools = {**names.GIRLS, **names.BOYS}
    aliases = {person.pet_name for person in case.people}
    choices = [(person, person.pet_name, "alias held") for person in case.people if person.pet_name]
    choices += [(p, short, "usual short form") for p in case.people for short in pools[p.first] if short not in aliases]
    if not choices:
        return exact(case, deck, dice)
    person, text, form = dice.choice(choices)
    if dice.random() < 0.25:
        piece = planted(spoiling.possessive(text, dice), "nickname", f"nickname of {person.part}", form)
        return spoken(deck.deal("possessed"), case, piece, dice)
    return spoken(deck.deal("named"), case, planted(text, "nickname", f"nickname of {person.part}", form), dice)


def dated(case: Case, deck: Deck, dice: random.Random, day: date, label: str, kind: Kind) -> Sentence:
    form, text = ("plain", dates.plain(day)) if kind == "date" else dice.choice(list(dates.other_forms(day).items()))
    pattern = deck.deal("happened" if label == INCIDENT else "born")
    if label == SIBLING_DOB:
        pattern = re.sub(r"\{child\}|\{He\}|\{he\}", "Sibling 1", pattern)
    return spoken(pattern, case, planted(text, kind, label, form), dice)


def any_date(case: Case, dice: random.Random) -> tuple[date, str]:
    draw = dice.random()
    if draw < 0.45:
        return case.incident_on, INCIDENT
    return (case.born_on, DOB) if draw < 0.85 else (case.sibling_born_on, SIBLING_DOB)


def a_date(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    return dated(case, deck, dice, *any_date(case, dice), kind="date")


def date_form(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    return dated(case, deck, dice, *any_date(case, dice), kind="date_form")


def led(pattern: str, phrase: str) -> str:
    """The preposition that the phrase needs where it stands in the pattern."""
    before = pattern.partition("{}")[0]
    if NO_PREPOSITION.search(before) or phrase[0].isdigit():
        return ""
    if phrase.startswith("the week of"):
        return "in "
    if re.match(r"(Christmas|Easter) \d", phrase):
        return "at "
    first = phrase.split()[0]
    counted = first in dates.UNITS or first in {"a", "exactly"}
    return "" if counted else "on "


def led_sentence(pattern: str, case: Case, piece: Piece, dice: random.Random) -> Sentence:
    lead = led(pattern, piece.text)
    if lead and pattern.startswith("{}"):
        pattern = lead.capitalize() + pattern
    elif lead:
        pattern = pattern.replace("{}", lead + "{}", 1)
    return spoken(pattern, case, piece, dice)


def in_infancy(case: Case, dice: random.Random) -> str:
    days, he = (case.incident_on - case.born_on).days, case.words["he"]
    weeks, rest = divmod(days, 7)
    return dice.choice((
        f"exactly {days} days after {case.words['his']} birth",
        f"on the day {he} was {days} days old",
        f"at {weeks} weeks and {rest} days of age" if rest else f"on the day {he} was {weeks} weeks old",
        f"{dates.count(weeks)} weeks {'to the day ' if not rest else f'and {dates.count(rest)} days '}after the birth",
    ))  # fmt: skip


def near_date(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    draw = dice.random()
    if draw < 0.5 and case.age:
        phrase = dates.near_birthday(dice.randint(1, min(case.age, 18)), case.words, dice)
        piece = planted(phrase, "near_date", DOB, "birthday")
        return led_sentence(deck.deal("birthday"), case, piece, dice)
    if not case.age and draw < 0.5:
        phrase = in_infancy(case, dice)
        pattern = deck.deal("near")
        return spoken(pattern, case, planted(phrase, "near_date", DOB, "age in days"), dice)
    piece = planted(dates.near(case.incident_on, dice), "near_date", INCIDENT, "from a feast or event")
    return led_sentence(deck.deal("near"), case, piece, dice)


def address(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    form, text = dice.choice(list(spoiling.address_forms(dice.choice(case.addresses)).items()))
    return spoken(deck.deal("addressed"), case, planted(text, "address", "address", form), dice)


def school(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    chosen = dice.choice(case.schools)
    form, text = dice.choice(list(spoiling.school_forms(chosen, names.SCHOOLS[chosen.sort], dice).items()))
    return spoken(deck.deal("schooled"), case, planted(text, "school", "school", form), dice)


def nhs_number(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    form, text = dice.choice(list(spoiling.number_forms(dice.choice(case.nhs_numbers)).items()))
    return spoken(deck.deal("numbered"), case, planted(text, "nhs_number", "NHS number", form), dice)


def practitioner(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    worker = dice.choice(case.workers)
    form, text = dice.choice(list(spoiling.worker_forms(worker, dice).items()))
    return spoken(deck.deal("treated"), case, planted(text, "practitioner", f"name of a {worker.job}", form), dice)


def place(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    name = dice.choice(case.places)
    text, form = dice.choice(((name, "full"), (name, "full"), (name.upper(), "capitals")))
    return spoken(deck.deal("placed"), case, planted(text, "place", "place", form), dice)


def jigsaw(case: Case, deck: Deck, dice: random.Random) -> Sentence:
    text, parts = jigsaws.phrase(case.jigsaw, dice)
    return spoken(deck.deal("jigsaw"), case, planted(text, "jigsaw", "the child, by what is unusual", parts), dice)


PLANTERS: dict[Kind, Callable[[Case, Deck, random.Random], Sentence]] = {
    "exact": exact, "misspelt": misspelt, "inflected": inflected, "broken": broken, "initials": initials,
    "nickname": nickname, "date": a_date, "date_form": date_form, "near_date": near_date, "address": address,
    "school": school, "nhs_number": nhs_number, "practitioner": practitioner, "place": place, "jigsaw": jigsaw,
}  # fmt: skip
