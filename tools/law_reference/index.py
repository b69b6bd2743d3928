"""The first page of the reference: every duty, by who owes it and by the document that states it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from handrail.guidance.edition import Edition, Seen
from handrail.guidance.wording import name_of, number_of, standing_of
from tools.law_reference.duties import Stated
from tools.law_reference.words import page, paragraph, plain, point

OPENING = (
    "Every duty that Handrail holds, with the number each edition gives it, how far that has been confirmed, and "
    "worked examples. The words are ours: they say what an edition says, and do not quote it."
)


def first_page(shelf: Sequence[Edition], duties: Mapping[str, Stated], tables: Mapping[str, str]) -> str:
    return page("The law", _parts(shelf, duties, tables))


def _parts(shelf: Sequence[Edition], duties: Mapping[str, Stated], tables: Mapping[str, str]) -> Iterator[str]:
    yield paragraph(OPENING)
    yield "How far a row has been confirmed:"
    for seen in Seen:
        yield point(f"**{seen}**: {seen.sentence}")
    yield "What else editions hold:"
    for table, title in tables.items():
        yield point(f"[{title}]({table}.md)")
    yield point("[What is not encoded, and which room answers it](../not-encoded.md)")
    yield "## By who owes it"
    yield from _by_bearer(duties)
    yield "## By document"
    yield from _by_document(shelf)


def _by_bearer(duties: Mapping[str, Stated]) -> Iterator[str]:
    """Under everybody who owes it in any edition."""
    owed: defaultdict[str, set[str]] = defaultdict(set)
    for key, stated in duties.items():
        for _, duty in stated:
            owed[duty.owed_by].add(key)
    for bearer in sorted(owed, key=str.casefold):
        yield f"### {plain(bearer[0].upper() + bearer[1:])}"
        for title, key in sorted((_title(duties[key]), key) for key in owed[bearer]):
            yield point(f"[{plain(title)}](duties/{key}.md)")


def _title(stated: Stated) -> str:
    return max(stated, key=lambda one: (one[0].governs, one[0].from_))[1].title


def _by_document(shelf: Sequence[Edition]) -> Iterator[str]:
    for instrument, editions in groupby(shelf, lambda edition: edition.instrument):
        yield f"### `{instrument}`"
        for edition in editions:
            yield f"#### {plain(edition.title)}"
            yield paragraph(f"`{name_of(edition)}`, {plain(standing_of(edition))}.")
            for duty in edition.duties.values():
                unsure = "" if duty.seen is Seen.TEXT else f" ({duty.seen})"
                told = f"{duty.force}, {number_of(duty)}{unsure}"
                yield point(f"[{plain(duty.title)}](duties/{duty.key}.md): {told}")
