"""Holds a text against everything the case knows."""

from __future__ import annotations

import re

from handrail.analysis.identity.combinations import combinations_in, traits_in
from handrail.analysis.identity.dates import days_in
from handrail.analysis.identity.found import told_apart
from handrail.analysis.identity.known import Flag, Known
from handrail.analysis.identity.names import TITLES, names_in
from handrail.analysis.identity.numbers import numbers_in
from handrail.analysis.identity.phrases import phrases_in
from handrail.analysis.identity.plain import Plain, plain
from handrail.analysis.identity.relative import relative_days_in


def check(text: str, known: Known) -> list[Flag]:
    """What in the text would tell who it is about, in the order of the text."""
    made = plain(text)
    rules = (
        names_in, days_in, relative_days_in, phrases_in, numbers_in, traits_in, combinations_in,
    )  # fmt: skip
    may_be_read = published_in(made, known)
    return told_apart(
        flag for rule in rules for flag in rule(made, known)
        if not any(begins <= flag.begins and flag.ends <= ends for begins, ends in may_be_read)
    )  # fmt: skip


def published_in(text: Plain, known: Known) -> list[tuple[int, int]]:
    """Where names that are meant to be read stand: whole, or the family name after a title."""
    found = []
    for name in known.published:
        family = name.split()[-1]
        whole = " ".join(re.escape(word) for word in plain(name).flow.split())
        titled = rf"(?:{TITLES})\.? {re.escape(plain(family).flow)}"
        for hit in re.finditer(rf"(?<!\w)(?:{whole}|{titled})(?!\w)", re.sub(r"\s", " ", text.flow)):
            found.append(text.span(*hit.span()))
    return found
