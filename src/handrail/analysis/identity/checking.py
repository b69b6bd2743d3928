"""Holds a text against everything the case knows."""

from __future__ import annotations

import re

from handrail.analysis.identity.combinations import combinations_in, traits_in
from handrail.analysis.identity.dates import days_in
from handrail.analysis.identity.descriptions import descriptions_in
from handrail.analysis.identity.feasts import feasts_in
from handrail.analysis.identity.found import told_apart
from handrail.analysis.identity.known import Flag, Known
from handrail.analysis.identity.mentioned import mentioned_in
from handrail.analysis.identity.names import TITLES, names_in
from handrail.analysis.identity.numbers import numbers_in
from handrail.analysis.identity.phrases import phrases_in
from handrail.analysis.identity.plain import Plain, plain
from handrail.analysis.identity.relative import relative_days_in

RULES = (
    names_in, days_in, feasts_in, relative_days_in, phrases_in, descriptions_in, numbers_in, traits_in,
    combinations_in, mentioned_in,
)  # fmt: skip


def check(text: str, known: Known) -> list[Flag]:
    """What in the text would tell who it is about, in the order of the text."""
    made = plain(text)
    may_be_read = published_in(made, known)
    found = [flag for rule in RULES for flag in rule(made, known)]
    found += days_in(plain(text, glued=True), known)
    return told_apart(
        flag for flag in found
        if not any(begins <= flag.begins and flag.ends <= ends for begins, ends in may_be_read)
    )  # fmt: skip


def published_in(text: Plain, known: Known) -> list[tuple[int, int]]:
    """Where names that are meant to be read stand: whole, or the family name after a title."""
    found = []
    for name in known.published:
        family = name.split()[-1]
        whole = " ".join(re.escape(word) for word in plain(name).flow.split())
        titled = rf"(?:{TITLES})\.? {re.escape(plain(family).flow)}"
        hits = re.finditer(rf"(?<!\w)(?:{whole}|{titled})(?!\w)", text.flow)
        found += [text.span(*hit.span()) for hit in hits]
    return found
