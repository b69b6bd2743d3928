"""Streets, schools, agencies and towns in a text: whole, in part, shortened, misspelt, or by their first letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handrail.analysis.identity.found import flagged
from handrail.analysis.identity.known import Flag, Kind, Known, Surety
from handrail.analysis.identity.names import NOT_INITIALS
from handrail.analysis.identity.plain import Plain, Word, ordinary, words_of
from handrail.analysis.identity.spelling import may_be

SMALL = ("of", "the", "and", "for", "at", "in", "s")
STREETS = (
    "street st road rd lane ln avenue ave av close cl drive dr court ct crescent cres place pl way grove gr "
    "gardens gdns "
    "gardn terrace terr tce hill mews square sq walk row rise view park green estate parade mount bank croft "
    "field fields "
    "yard wharf quay gate house flats flat cottage farm lodge tower block apartment apartments villas"
).split()
SORTS = (
    "school schools primary secondary infant infants junior juniors academy college nursery preschool pre playgroup "
    "kindergarten sixth form high grammar catholic church england of c e ce rc voluntary aided controlled community "
    "hospital infirmary surgery medical practice health clinic centre center children s team service "
    "services trust nhs "
    "foundation university royal general group family hub the and at in for on by saint st council borough county city "
    "district partnership police constabulary board care home residential unit department social work ward federation "
    "special free day early years support club youth project agency charity association society limited ltd "
    "north south "
    "east west upper lower central new old great little"
).split()
COMMON = frozenset(STREETS) | frozenset(SORTS)
"""What many have in their name. By itself it tells nothing."""
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? {0,2}\d ?[A-Z]{2}\b", re.I)
SOME_STREET = re.compile(
    rf"\b(?:(?:flat|apartment|unit|no\.?|number) ?\d*[A-Za-z]?,? )?\d{{1,4}}[A-Za-z]?,? (?:[A-Z][a-z']+ "
    rf"){{1,3}}(?:{'|'.join(one.title() for one in STREETS[:46])})\b"
)


@dataclass(frozen=True)
class Phrase:
    """A name of several words. `telling` are those that few others have in theirs."""

    written: str
    words: tuple[str, ...]
    telling: tuple[str, ...]
    kind: Kind
    reveals: str


def phrase(written: str, kind: Kind, reveals: str) -> Phrase | None:
    words = tuple(words_of(written))
    telling = tuple(word for word in words if word not in COMMON and len(word) > 2)
    return Phrase(written, words, telling or words, kind, reveals) if words else None


def phrases_in(text: Plain, known: Known) -> Iterator[Flag]:
    for one in _phrases(known):
        yield from _where(text, one)
        yield from _by_first_letters(text, one)
    for address in known.addresses:
        yield from _numbers_of(text, address)
    yield from _any_address(text)


def _phrases(known: Known) -> Iterator[Phrase]:
    sorts = (
        (known.organisations, Kind.ORGANISATION, "a school or another organisation of the case"),
        (known.places, Kind.PLACE, "a place of the case"),
        ([part for address in known.addresses for part in _parts(address)], Kind.ADDRESS, "an address of the case"),
    )
    for written, kind, reveals in sorts:
        for one in dict.fromkeys(written):
            made = phrase(one, kind, reveals)
            if made is not None:
                yield made


def _parts(address: str) -> Iterator[str]:
    """The street, the house, the village and the town: each tells by itself."""
    for part in re.split(r"[,\n;]", POSTCODE.sub("", address)):
        words = re.sub(r"\b\d+[A-Za-z]?\b", " ", part)
        words = re.sub(r"^\s*(?:flat|apartment|unit|no\.?|number)\b", " ", words, flags=re.I).strip(" .-")
        if re.search(r"[A-Za-z]{3}", words):
            yield words


def _where(text: Plain, one: Phrase) -> Iterator[Flag]:
    words, taken = text.words, -1
    for index, word in enumerate(words):
        if index <= taken:
            continue
        matched = _telling(word, one)
        last = index
        if matched is None and index + 1 < len(words) and _in_two(text, word, words[index + 1], one):
            matched, last = "broken in two", index + 1
        if matched is None:
            continue
        first, last, common = _stretched(text, index, last, one)
        if _is_it(words[first : last + 1], one, matched, common):
            taken = last
            yield _flag_of(text, words[first], words[last], one, matched)


def _telling(word: Word, one: Phrase) -> str | None:
    """How this word is one that tells: "exactly" or "misspelt"."""
    if word.folded in one.telling or (word.folded.endswith("s") and word.folded[:-1] in one.telling):
        return "exactly"
    if any(word.folded + "s" == telling for telling in one.telling):
        return "exactly"
    if word.folded in ordinary() and (not word.capital or word.opens_sentence):
        return None
    if not word.capital and len(word.folded) < 6:
        return None
    if any(len(telling) > 4 and may_be(word.folded, telling) for telling in one.telling):
        return "misspelt"
    return None


def _in_two(text: Plain, word: Word, follows: Word, one: Phrase) -> bool:
    between = text.between(word, follows)
    return len(between) <= 3 and not between.strip(" -") and word.folded + follows.folded in one.telling


def _stretched(text: Plain, first: int, last: int, one: Phrase) -> tuple[int, int, int]:
    """Over the words beside it that belong to the name, or say of what sort it is; and how many those are."""
    words, common = text.words, 0
    while last + 1 < len(words) and _belongs(text, words[last], words[last + 1], words[last + 1], one):
        last, common = last + 1, common + 1
    while first > 0 and _belongs(text, words[first - 1], words[first], words[first - 1], one):
        first, common = first - 1, common + 1
    while words[last].folded in ("the", "and", "at", "in", "for", "on", "by", "of") and last > first:
        last -= 1
    while words[first].folded in ("the", "and", "at", "in", "for", "on", "by", "of") and first < last:
        first += 1
    return first, last, common


def _belongs(text: Plain, left: Word, right: Word, new: Word, one: Phrase) -> bool:
    between = text.between(left, right)
    if len(between) > 6 or between.strip(" '.-,s"):
        return False
    return new.folded in one.words or (new.folded in COMMON and new.capital) or _telling(new, one) is not None


def _is_it(words: tuple[Word, ...] | list[Word], one: Phrase, matched: str, common: int) -> bool:
    """A name made of ordinary words needs more of it than one of them."""
    hits = [word for word in words if _telling(word, one)]
    rare = any(word.folded not in ordinary() and word.folded not in COMMON for word in hits)
    named = any(word.capital and not word.opens_sentence for word in words)
    if matched == "broken in two" or (rare and matched == "exactly"):
        return True
    if rare:
        return named or len(hits) > 1
    if len(one.words) == 1:
        return hits[0].capital and not hits[0].opens_sentence
    return named and (len(hits) > 1 or any(w.folded in one.words and w not in hits for w in words))


HOUSE = re.compile(r"(?:(?:flat|apartment|no\.?|number) ?)?\d+[A-Za-z]?,? ?$", re.I)


def _flag_of(text: Plain, first: Word, last: Word, one: Phrase, matched: str) -> Flag:
    begins = first.begins
    if one.kind is Kind.ADDRESS:
        house = HOUSE.search(text.flow[max(0, begins - 24) : begins])
        begins -= len(house.group()) if house else 0
    surety = Surety.SURE if matched == "exactly" and first is not last else Surety.LIKELY
    part = "all or part of " if len(one.words) > 1 else ""
    slip = "" if matched == "exactly" else f", {matched}"
    why = f"It is {part}“{one.written}”{slip}."
    return flagged(text, begins, last.ends, one.kind, one.reveals, surety, why)


def _by_first_letters(text: Plain, one: Phrase) -> Iterator[Flag]:
    letters = "".join(word[0] for word in one.words if word not in SMALL).upper()
    short = "".join(word[0] for word in one.words).upper()
    for name in dict.fromkeys((letters, short)):
        if len(name) >= 3 and name not in NOT_INITIALS:
            for found in re.finditer(rf"(?<!\w){'[. ]?'.join(name)}(?!\w)", text.flow):
                yield flagged(
                    text, found.start(), found.end(), one.kind, one.reveals, Surety.LIKELY,
                    f"They are the first letters of “{one.written}”.",
                )  # fmt: skip


def _numbers_of(text: Plain, address: str) -> Iterator[Flag]:
    """The house's number, and the postcode or a part of it."""
    house = re.match(r"\s*(?:flat \w+,? )?(\d+[A-Za-z]?)\b", address, re.I)
    if house:
        for found in re.finditer(rf"\b(?:number|no\.?|house number) ?{house[1]}\b", text.flow, re.I):
            yield _part(text, found, "the number of the house")
    code = POSTCODE.search(address)
    if code:
        inward, outward = code.group()[-3:], code.group()[:-3].strip()
        spaced = " ?".join(outward + inward)
        whole = (
            rf"\b{spaced}\b|\b{outward} {{0,2}}-? ?{inward[0]} ?{inward[1:]}\b|\b{outward} "
            rf"{{0,2}}{inward[0]}\b|\b{outward}\b|"
            rf"\b{inward}\b"
        )
        for found in re.finditer(whole, text.flow, re.I):
            yield _part(text, found, "the postcode, or a part of it")


def _part(text: Plain, found: re.Match[str], what: str) -> Flag:
    return flagged(
        text, found.start(), found.end(), Kind.ADDRESS, "an address of the case", Surety.LIKELY, f"It is {what}."
    )  # fmt: skip


def _any_address(text: Plain) -> Iterator[Flag]:
    for pattern, what in ((POSTCODE, "a postcode"), (SOME_STREET, "an address")):
        for found in pattern.finditer(text.flow):
            yield flagged(
                text, found.start(), found.end(), Kind.ADDRESS, "an address", Surety.POSSIBLE,
                f"It reads like {what}, though not one that the case knows.",
            )  # fmt: skip
