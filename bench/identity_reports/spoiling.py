"""How a plain name, number or place is written by people in a hurry: misspelt, shortened, broken, run together."""

from __future__ import annotations

import random
from collections.abc import Iterator

from bench.identity_reports.cast import Address, Person, School, Worker

HEARD_ALIKE = (
    ("ph", "f"), ("ck", "k"), ("ie", "y"), ("y", "i"), ("i", "y"), ("c", "k"), ("k", "c"), ("ee", "ea"), ("ei", "ie"),
    ("z", "s"), ("s", "z"), ("th", "t"), ("w", "v"), ("er", "or"), ("on", "en"), ("e", "a"), ("a", "e"), ("ll", "l"),
    ("l", "ll"), ("nn", "n"), ("t", "tt"), ("sh", "ch"), ("ou", "ow"), ("v", "f"),
)  # fmt: skip


def slips(word: str, dice: random.Random) -> Iterator[str]:
    """One slip of each sort: a letter lost, doubled, changed about, or written as it sounds. The first letter stays."""
    spot = dice.randint(1, len(word) - 2)
    yield word[:spot] + word[spot + 1 :]
    yield word[:spot] + word[spot] + word[spot:]
    yield word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :]
    sounds = [(old, new) for old, new in HEARD_ALIKE if old in word[1:]]
    if sounds:
        old, new = dice.choice(sounds)
        yield word[0] + word[1:].replace(old, new, 1)


def misspelt(word: str, dice: random.Random) -> str:
    """The word with one slip, or two in one long word of four; never the word itself."""
    while True:
        wrong = dice.choice(list(slips(word, dice)))
        if len(word) >= 9 and dice.random() < 0.25:
            wrong = dice.choice(list(slips(wrong, dice)))
        if wrong != word and wrong.replace("-", "").replace("'", "").isalpha():
            return wrong


def misspelt_person(person: Person, dice: random.Random) -> tuple[str, str]:
    draw = dice.random()
    if draw < 0.4 and len(person.first) >= 5:
        return misspelt(person.first, dice), "first name"
    if draw < 0.62 and len(person.first) >= 5:
        return f"{misspelt(person.first, dice)} {person.surname}", "full name, first part"
    if draw < 0.78:
        return f"{person.first} {misspelt(person.surname, dice)}", "full name, surname"
    if draw < 0.86:
        return f"{'Ms' if person.girl else 'Mr'} {misspelt(person.surname, dice)}", "title and surname"
    if draw < 0.95:
        return f"{person.first[0]}. {misspelt(person.surname, dice)}", "initial and surname"
    return person.full.replace(" ", ""), "run together"


def broken(text: str, dice: random.Random) -> tuple[str, str]:
    """The text with a line's end inside it: at a space, or within a word with or without a hyphen."""
    gaps = [spot for spot, letter in enumerate(text) if letter == " "]
    if gaps and dice.random() < 0.6:
        spot = dice.choice(gaps)
        return text[:spot] + dice.choice(("\n", "\n", " \n", "\n    ", "\r\n")) + text[spot + 1 :], "at a space"
    start, word = max(((text.index(word), word) for word in text.split()), key=lambda found: len(found[1]))
    spot = start + dice.randint(2, max(2, len(word) - 2))
    how, join = dice.choice(
        (("with a hyphen", "-\n"), ("with a hyphen", "-\n"), ("with a soft hyphen", "\u00ad\n"), ("bare", "\n"))
    )
    return text[:spot] + join + text[spot:], how


def possessive(name: str, dice: random.Random) -> str:
    return name + ("'" if name.endswith("s") and dice.random() < 0.5 else "'s")


def plural(surname: str) -> str:
    if surname.endswith(("s", "x", "z", "ch", "sh")):
        return f"the {surname}es"
    return f"the {surname}s"


def initials(person: Person, dice: random.Random) -> str:
    letters = person.initials
    return dice.choice(
        ("".join(f"{letter}." for letter in letters), letters, ". ".join(letters) + ".", " ".join(letters))
    )


def address_forms(address: Address) -> dict[str, str]:
    joined = f"{address.house}{' ' if address.house.isdigit() else ', '}{address.street}"
    forms = {
        "full": address.full,
        "without postcode": f"{joined}, {address.place}",
        "house and street": joined,
        "street only": address.street,
        "street and place": f"{address.street}, {address.place}",
        "postcode": address.postcode,
        "postcode without space": address.postcode.replace(" ", ""),
        "postcode spaced": " ".join(address.postcode.replace(" ", "")),
        "house and postcode": f"{address.house}, {address.postcode}",
    }
    if not address.house.isdigit():
        forms["house name"] = address.house
    return forms


def school_forms(school: School, described: tuple[str, ...], dice: random.Random) -> dict[str, str]:
    words = [word for word in school.full.split() if word not in ("of", "for")]
    shorter = school.sort.replace(" School", "").replace("Church of England", "C of E").replace(" for Girls", "")
    return {
        "full": school.full,
        "name only": school.name,
        "short": f"{school.name} {shorter}",
        "abbreviation": "".join(word[0] for word in words),
        "description": dice.choice(described),
    }


def number_forms(number: str) -> dict[str, str]:
    a, b, c = number[:3], number[3:6], number[6:]
    return {
        "plain": number,
        "3 3 4": f"{a} {b} {c}",
        "dashes": f"{a}-{b}-{c}",
        "dots": f"{a}.{b}.{c}",
        "odd gaps": f"{number[:4]} {number[4:7]} {number[7:]}",
        "pairs": " ".join(number[spot : spot + 2] for spot in range(0, 10, 2)),
        "no-break spaces": f"{a}\u00a0{b}\u00a0{c}",
        "slashes": f"{a}/{b}/{c}",
    }


def worker_forms(worker: Worker, dice: random.Random) -> dict[str, str]:
    forms = {
        "title and surname": f"{worker.title} {worker.surname}",
        "title and full name": f"{worker.title} {worker.full}",
        "full name": worker.full,
        "title, initial, surname": f"{worker.title} {worker.first[0]}. {worker.surname}",
        "surname": worker.surname,
        "title and misspelt surname": f"{worker.title} {misspelt(worker.surname, dice)}",
        "initial and surname": f"{worker.first[0]} {worker.surname}",
    }
    if worker.title.startswith(("PC", "P.C", "DC", "Constable")):
        forms["number and surname"] = f"{worker.title} {dice.randint(1001, 9899)} {worker.surname}"
    return forms
