"""Names in a text: whole or in part, misspelt, in the plural or possessive, short forms, initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from handrail.analysis.identity.found import flagged
from handrail.analysis.identity.known import Flag, Kind, Known, KnownPerson, Role, Surety
from handrail.analysis.identity.plain import Plain, Word, ordinary, words_of
from handrail.analysis.identity.short_names import short_names
from handrail.analysis.identity.spelling import changed, may_be

PARTICLES = {"al", "el", "de", "da", "di", "du", "la", "le", "van", "von", "der", "den", "bin", "ibn", "mac", "the",
             "of", "and", "dr", "mr", "mrs", "ms", "miss", "prof", "professor", "sir", "lord", "lady", "pc", "dc", "ds",
             "sgt", "sister", "nurse"}  # fmt: skip
"""Parts of names that tell nothing by themselves."""
TITLES = (
    "Dr|Doctor|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|PC|WPC|DC|DS|DI|DCI|PS|Sgt|Sergeant|Inspector|Constable|Superintendent|"
    "Nurse|Sister|Matron|Reverend|Rev|Father|Imam|Rabbi|Judge|Justice|Sir|Dame|Lord|Lady"
)
POSTS = (
    "social worker|health visitor|midwife|teacher|head ?teacher|headmaster|headmistress|GP|general practitioner|"
    "paediatrician|psychologist|psychiatrist|police officer|detective|officer|nurse|doctor|key worker|support worker|"
    "family worker|youth worker|team manager|manager|consultant|registrar|solicitor|guardian|chair|reviewer|coordinator"
)
TITLED = re.compile(rf"\b(?:{TITLES})\.? ((?:[A-Z]\.? ?)*[A-Z][a-z]+(?:[-' ][A-Z][a-z]+)*)")
POSTED = re.compile(rf"\b(?i:{POSTS}),? (?:called |named )?((?:[A-Z][a-z]+)(?: [A-Z][a-z]+(?:-[A-Z][a-z]+)?)+)")
LABEL = re.compile(
    rf"\b(?:{TITLES}|Child|Baby|Mother|Adult|Infant|Sibling|Teenager|Girl|Boy|Pupil|Patient) ([A-Z])\b(?!\.?[A-Za-z])"
)
INITIALS = re.compile(r"(?<![\w.])([A-Z])(?:\. ?| |- ?)?(?:([A-Z])(?:\. ?| |- ?)?)?([A-Z])\b\.?(?!\w)")
NOT_INITIALS = set(
    "LA GP HV SW DV PC DC DI DS ED AE IT TV UK EU US AM PM OK CP HR QA ID IQ BC AD NI CE RE PE SEN CIN CPP "
    "CLA DFE ICB NHS "
    "IRO SCR MDT FGM LAC DSL DCS ICE PIP DNA CSA CSE CCE IMR SPR AND THE CAF TAF TAC ADD CPS ICO AKA WHO DBS "
    "CDR LAS".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """One word that tells of a person."""

    person: KnownPerson
    why: str
    surety: Surety = Surety.SURE


def names_in(text: Plain, known: Known) -> Iterator[Flag]:
    terms = _terms(known)
    yield from _side_by_side(text, list(_matched(text, terms)))
    yield from _initials(text, known)
    yield from _labels(text, known)
    yield from _others_by_title(text)


def _terms(known: Known) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for person in known.people:
        for written, why in _parts(person):
            for part in words_of(written):
                if part not in PARTICLES and len(part) > 1:
                    terms.setdefault(part, Term(person, why))
            whole = "".join(words_of(written))
            if len(whole) > 3:
                terms.setdefault(whole, Term(person, f"{why}, written as one word"))
    for person in known.people:
        for first in words_of(person.given):
            for short in short_names(first):
                terms.setdefault(short, Term(person, f"a short form of {first.title()}", Surety.LIKELY))
    return terms


def _parts(person: KnownPerson) -> Iterator[tuple[str, str]]:
    yield person.given, "the given name"
    yield person.family, "the family name"
    for other in person.also:
        yield other, "another name they go by"


def _matched(text: Plain, terms: dict[str, Term]) -> Iterator[tuple[Word, Term]]:
    words = text.words
    for index, word in enumerate(words):
        found = _term_of(word, terms)
        if found is not None and _of_something_else(text, word):
            continue
        if found is None and _begins_a_sentence_as_a_name(text, word, terms):
            found = replace(terms[word.folded], surety=Surety.POSSIBLE)
        if found is not None:
            yield word, found
            continue
        follows = words[index + 1] if index + 1 < len(words) else None
        if follows is not None and (joined := _across(text, word, follows)) is not None:
            term = terms.get(joined.folded)
            if term is not None and term.surety is Surety.SURE and not _term_of(follows, terms):
                yield joined, replace(term, why=f"{term.why}, broken in two")


def _of_something_else(text: Plain, word: Word) -> bool:
    after = text.flow[word.ends : word.ends + 40]
    return bool(NOT_THEIRS.match(after)) or text.flow[: word.begins].endswith("Isle of ")


DOES = re.compile(
    r" (?:was|is|had|has|said|told|lived|went|came|did|could|would|never|moved|attended|spent|became|rang|"
    r"asked|also|then|"
    r"wanted|felt|loved|died|knew|saw|described|and [A-Z])\b"
)


def _begins_a_sentence_as_a_name(text: Plain, word: Word, terms: dict[str, Term]) -> bool:
    """ "Rose was not seen": a name that is also a word, where a sentence begins with it and goes on as of a person."""
    if not (word.opens_sentence and word.capital and word.folded in terms):
        return False
    return bool(DOES.match(text.flow[word.ends : word.ends + 14]))


def _across(text: Plain, word: Word, follows: Word) -> Word | None:
    """Two pieces that a line's end, a space or a hyphen divides, as one word."""
    between = text.between(word, follows)
    if word.possessive or len(between) > 3 or between.strip(" -"):
        return None
    return Word(word.folded + follows.folded, word.begins, follows.ends, word.capital, word.opens_sentence)


def _term_of(word: Word, terms: dict[str, Term]) -> Term | None:
    for form in _forms(word):
        term = terms.get(form)
        if term is not None and _is_meant(word, form, term):
            return term
    return _misspelt(word, terms)


def _forms(word: Word) -> Iterator[str]:
    """The word, and what it would be the plural of."""
    yield word.folded
    if word.folded.endswith("es"):
        yield word.folded[:-2]
    if word.folded.endswith("s"):
        yield word.folded[:-1]


NOT_THEIRS = re.compile(
    r" (?:[A-Z][a-z]+ )?(?:Foundation|Trust|Fund|Institute|Inquiry|Report|Award|Prize|Act|Law|Hospital|"
    r"Charity|Hood|Centre)\b"
)
"""What is named after somebody else of the same name."""


def _is_meant(word: Word, form: str, term: Term) -> bool:
    """A name that is also a word counts where it is written as a name."""
    if form != word.folded and not word.capital:
        return False
    if len(form) <= 3 or form in ordinary() or term.surety is not Surety.SURE:
        return word.capital and (form not in ordinary() or not word.opens_sentence or word.possessive)
    return True


def _misspelt(word: Word, terms: dict[str, Term]) -> Term | None:
    common = word.folded in ordinary()
    if len(word.folded) < 3 or (common and (not word.capital or word.opens_sentence)):
        return None
    if not word.capital and len(word.folded) < 5:
        return None
    for name, term in terms.items():
        if term.surety is Surety.SURE and any(_slips(form, name, word, common=common) for form in _forms(word)):
            surety = Surety.POSSIBLE if common else Surety.LIKELY
            return Term(term.person, f"{term.why}, misspelt or in another spelling", surety)
    return None


def _slips(form: str, name: str, word: Word, *, common: bool) -> bool:
    """Less is let pass for a word of the language, and for one in small letters."""
    if common:
        return len(name) > 4 and changed(form, name, 1) <= 1
    return may_be(form, name) if word.capital else len(name) > 4 and changed(form, name, 1) <= 1


def _side_by_side(text: Plain, found: list[tuple[Word, Term]]) -> Iterator[Flag]:
    """Given name and family name that stand together are one flag."""
    run: list[tuple[Word, Term]] = []
    for word, term in found:
        if run and not (text.between(run[-1][0], word).strip(" -,") == "" and word.begins - run[-1][0].ends <= 3):
            yield _flag_of(text, run)
            run = []
        run.append((word, term))
    if run:
        yield _flag_of(text, run)


def _flag_of(text: Plain, run: list[tuple[Word, Term]]) -> Flag:
    surest = min((term for _, term in run), key=lambda term: term.surety.rank)
    why = "; ".join(dict.fromkeys(term.why for _, term in run))
    return flagged(
        text, run[0][0].begins, run[-1][0].ends, _kind(surest.person), f"the name of {surest.person.role.value}",
        surest.surety, f"It is, or is like, {why} of {surest.person.called}.",
    )  # fmt: skip


def _kind(person: KnownPerson) -> Kind:
    return Kind.PRACTITIONER if person.role is Role.PRACTITIONER else Kind.NAME


def _letters(person: KnownPerson) -> tuple[list[str], list[str]]:
    """The initials of the given names, and of the family name's parts."""
    first = [part[0].upper() for part in words_of(person.given)]
    return first, [part[0].upper() for part in words_of(person.family) if part not in PARTICLES]


def _initials(text: Plain, known: Known) -> Iterator[Flag]:
    for found in INITIALS.finditer(text.flow):
        letters = [one for one in found.groups() if one]
        bare = found.group().strip().isalpha()
        if bare and "".join(letters) in NOT_INITIALS:
            continue
        for person in known.people:
            first, last = _letters(person)
            if first and last and _are_initials(letters, first, last, person):
                begins, ends = found.span()
                yield flagged(
                    text, begins, ends, _kind(person), f"the initials of {person.role.value}",
                    Surety.POSSIBLE if bare else Surety.LIKELY, f"They are the initials of {person.called}.",
                )  # fmt: skip
                break


def _are_initials(letters: list[str], first: list[str], last: list[str], person: KnownPerson) -> bool:
    """Of a child or the family also with a middle letter: the case may not know the second name."""
    if letters in (first[:1] + last[:1], first + last, first[:1] + last, first + last[:1]):
        return True
    outer = len(letters) == 3 and (letters[0], letters[2]) in ((first[0], last[0]), (first[0], last[-1]))
    return outer and person.role in (Role.CHILD, Role.FAMILY)


def _labels(text: Plain, known: Known) -> Iterator[Flag]:
    """ "Child K" tells a letter of the name where the child is a K."""
    for found in LABEL.finditer(text.flow):
        for person in known.people:
            first, last = _letters(person)
            if found.group(1) in (*first[:1], *last[:1]) and _label_fits(found.group(), person):
                yield flagged(
                    text, found.start(), found.end(), _kind(person), f"an initial of {person.role.value}",
                    Surety.POSSIBLE, f"The letter of this label is an initial of {person.called}.",
                )  # fmt: skip
                break


def _label_fits(label: str, person: KnownPerson) -> bool:
    of_a_child = label.startswith(("Child", "Baby", "Infant", "Sibling", "Teenager", "Girl", "Boy", "Pupil", "Patient"))
    return of_a_child == (person.role is Role.CHILD) or label.startswith("Sibling")


def _others_by_title(text: Plain) -> Iterator[Flag]:
    """Whoever is named with a title or a post, known to the case or not: practitioners are never named."""
    for pattern in (TITLED, POSTED):
        for found in pattern.finditer(text.flow):
            if all(word in ordinary() for word in found[1].lower().split()):
                continue
            yield flagged(
                text, found.start(1), found.end(1), Kind.PRACTITIONER, "somebody's name", Surety.LIKELY,
                "A name stands here after a title or a post. Practitioners are not named in what is published.",
            )  # fmt: skip
