"""Numbers that stand for one person or one file: NHS numbers, references, telephone numbers, e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handrail.analysis.identity.found import flagged
from handrail.analysis.identity.known import Flag, Kind, Known, Surety
from handrail.analysis.identity.plain import Plain
from handrail.analysis.identity.spelling import changed

TEN = re.compile(r"(?<!\d)\d(?:[ .,/_-]{0,3}\d){9}(?!\d)")
LAST = re.compile(
    r"\b(?:end(?:s|ing|ed)?(?: in| with)?|last (?:two|three|four|five|six|\d) (?:digits|figures|numbers)(?: "
    r"(?:of|are|were|being) (?:the )?(?:NHS number)?)?)\D{0,24}(?P<part>\d[\d ]{1,7}\d)",
    re.I,
)  # fmt: skip
RUN = re.compile(r"(?<!\d)\d(?:[ .-]?\d){5,8}(?!\d)")
TELEPHONE = re.compile(r"(?<![\d/])(?!0 ?[38])(?:\+44 ?|0)(?:[ ()-]{0,2}\d){9,10}(?!\d)")
MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")


def numbers_in(text: Plain, known: Known) -> Iterator[Flag]:
    yield from _nhs(text, known)
    yield from _parts(text, known)
    yield from _references(text, known)
    for pattern, what in ((TELEPHONE, "a telephone number"), (MAIL, "an e-mail address")):
        for found in pattern.finditer(text.flow):
            yield flagged(
                text, found.start(), found.end(), Kind.NUMBER, what, Surety.LIKELY, f"It reads like {what}."
            )  # fmt: skip


def figures(written: str) -> str:
    return re.sub(r"\D", "", written)


def _nhs(text: Plain, known: Known) -> Iterator[Flag]:
    held = [figures(number) for number in known.nhs_numbers if figures(number)]
    for found in TEN.finditer(text.flow):
        ten = figures(found.group())
        if ten in held:
            surety, why = Surety.SURE, "It is the NHS number."
        elif any(changed(ten, number, 2) <= 2 for number in held):
            surety, why = Surety.LIKELY, "It is the NHS number with a slip in it."
        elif valid(ten):
            surety, why = Surety.LIKELY, "Its last figure proves the others, as in an NHS number."
        else:
            continue
        yield flagged(text, found.start(), found.end(), Kind.NUMBER, "an NHS number", surety, why)


def valid(ten: str) -> bool:
    """Whether the last figure is the check of the first nine (modulus 11)."""
    check = 11 - sum(int(one) * weight for one, weight in zip(ten, range(10, 1, -1), strict=False)) % 11
    return len(set(ten)) > 1 and check != 10 and check % 11 == int(ten[9])


def _parts(text: Plain, known: Known) -> Iterator[Flag]:
    for number in (figures(one) for one in known.nhs_numbers):
        for found in LAST.finditer(text.flow):
            if number and number.endswith(figures(found["part"])):
                yield flagged(
                    text, found.start("part"), found.end("part"), Kind.NUMBER, "the end of an NHS number",
                    Surety.LIKELY, "These are the last figures of the NHS number.",
                )  # fmt: skip
        for found in RUN.finditer(text.flow):
            if number and figures(found.group()) in number:
                yield flagged(
                    text, found.start(), found.end(), Kind.NUMBER, "a part of an NHS number", Surety.LIKELY,
                    "These figures stand so in the NHS number.",
                )  # fmt: skip


def _references(text: Plain, known: Known) -> Iterator[Flag]:
    for reference in known.references:
        signs = [re.escape(sign) for sign in reference if sign.isalnum()]
        if len(signs) >= 4:
            for found in re.finditer(rf"(?<!\w){'[^A-Za-z0-9]{0,3}'.join(signs)}(?!\w)", text.flow, re.I):
                yield flagged(
                    text, found.start(), found.end(), Kind.NUMBER, "a reference of the case", Surety.SURE,
                    f"It is the reference {reference}.",
                )  # fmt: skip
