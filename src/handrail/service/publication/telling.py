"""Whether a sentence for the public, such as the reason of a withdrawal, tells who it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handrail.analysis.identity import Flag, Surety, check
from handrail.service.publication.knowing import known_of
from handrail.service.publication.models import Publication


@dataclass(frozen=True, slots=True)
class Tells:
    """The words that tell, and how, which may not stay; and those that may tell, which stay for a reason or not at all.
    Empty where there are none."""

    surely: str
    perhaps: str


def what_a_reason_tells(publication: Publication, reason: str) -> Tells:
    """Held against all that the folder knows, its papers too, as the public text is."""
    found = check(reason, known_of(publication, reason))
    return Tells(
        _in_words(flag for flag in found if flag.surety is not Surety.POSSIBLE),
        _in_words(flag for flag in found if flag.surety is Surety.POSSIBLE),
    )


def _in_words(flags: Iterable[Flag]) -> str:
    return "; ".join(dict.fromkeys(f"“{flag.words}” ({flag.reveals})" for flag in flags))
