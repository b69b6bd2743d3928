"""What sorts of document there are, in words. A kind that is not named here is shown all the same, by its own name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` is what one document is called, `many` what a list of them is; `word`, whether it is given as Word too."""

    slug: str
    name: str
    many: str
    word: bool = False


KNOWN = (
    Kind("report", "Report of a review", "Reports of reviews"),
    Kind("improvements", "What is to improve", "What is to improve"),
    Kind("learning", "Learning document", "Learning documents"),
    Kind("arrangements", "Safeguarding arrangements", "Safeguarding arrangements"),
    Kind("yearly-report", "Yearly report of a partnership", "Yearly reports of partnerships", word=True),
    Kind("child-deaths", "Yearly report on child deaths", "Yearly reports on child deaths", word=True),
)
_BY_SLUG = {kind.slug: kind for kind in KNOWN}


def kind_of(slug: str) -> Kind:
    words = slug.replace("-", " ").capitalize()
    return _BY_SLUG.get(slug) or Kind(slug, words, words)
