"""When two names, or two addresses, are those of one person: in whatever case, order and spacing they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import permutations

MOST_WORDS = 5
"""A longer name is not tried in every order, only as written and with its words sorted."""

TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev revd reverend cllr councillor "
    "pc dc ps ds sgt sergeant di dci dcs det insp inspector supt superintendent".split()
)
UNMARKED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n"}
)
APART = re.compile(r"[^\w]+|_")
JOINED = re.compile(r"(?<=\w)['’ʼ`.](?=\w)")  # O'Neill is one word; so is J.P.


def keys_of(names: Iterable[str], emails: Iterable[str]) -> list[str]:
    """What stands for these names and addresses where they are compared: two people may be one if any is the same."""
    keys = {f"name:{key}" for name in names for key in name_keys(name)}
    keys |= {f"email:{key}" for email in emails if (key := email_key(email))}
    return sorted(keys)


def name_keys(name: str) -> set[str]:
    """A name without accents, titles and spaces, in every order of its words: "Ann-Marie O'Neill" is "oneill annmarie".

    A name of no letters or figures has none, and so is nobody's.
    """
    words = words_of(name)
    if not words:
        return set()
    if len(words) > MOST_WORDS:
        return {"".join(words), "".join(sorted(words))}
    return {"".join(order) for order in permutations(words)}


def words_of(name: str) -> list[str]:
    """The words of a name as they are compared. Titles are left out where two words or more are left without them."""
    bare = unicodedata.normalize("NFKD", name.casefold()).translate(UNMARKED)
    bare = JOINED.sub("", "".join(c for c in bare if not unicodedata.combining(c)))
    words = [word for word in APART.split(bare) if word]
    untitled = [word for word in words if word not in TITLES]
    return untitled if len(untitled) > 1 else words


def email_key(email: str) -> str:
    """An address without case, and without what stands after a plus sign, which reaches the same mailbox."""
    person, at, host = unicodedata.normalize("NFKC", email).strip().casefold().rpartition("@")
    return f"{person.partition('+')[0]}@{host}" if at and person and host else ""
