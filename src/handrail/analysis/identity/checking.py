"""Holds a text against everything the case knows."""

from __future__ import annotations

from handrail.analysis.identity.combinations import combinations_in, traits_in
from handrail.analysis.identity.dates import days_in
from handrail.analysis.identity.found import told_apart
from handrail.analysis.identity.known import Flag, Known
from handrail.analysis.identity.names import names_in
from handrail.analysis.identity.numbers import numbers_in
from handrail.analysis.identity.phrases import phrases_in
from handrail.analysis.identity.plain import plain
from handrail.analysis.identity.relative import relative_days_in


def check(text: str, known: Known) -> list[Flag]:
    """What in the text would tell who it is about, in the order of the text."""
    made = plain(text)
    rules = (
        names_in, days_in, relative_days_in, phrases_in, numbers_in, traits_in, combinations_in,
    )  # fmt: skip
    return told_apart(flag for rule in rules for flag in rule(made, known))
