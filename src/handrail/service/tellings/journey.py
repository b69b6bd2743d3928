"""What is asked of a teller: of the death, the same as of everybody who notifies one; of themselves, nothing twice."""

from __future__ import annotations

from itertools import chain

from handrail.guidance import spoken
from handrail.service.cases.journey import Journey
from handrail.service.child_deaths.forms.draft import authority_chosen, death_told, members_of, pages_of_death
from handrail.service.child_deaths.told import Teller, Told
from handrail.service.partnerships.models import Body
from handrail.service.tellings.models import Telling


def journey_of(telling: Telling) -> Journey:
    members = members_of(telling.partnership)
    return Journey("telling", pages_of_death(telling.answers, members, asks_whose=True))


def told_in(telling: Telling) -> Told | None:
    """What it tells, once every page is right. It was told on the day it was sent, whenever it is taken in."""
    said = journey_of(telling).cleaned(telling.answers)
    return None if said is None or telling.sent_at is None else death_told(said, teller_of(telling))


def teller_of(telling: Telling) -> Teller:
    who = telling.teller
    assert telling.sent_at is not None
    return Teller(
        by_name=who.full_name, job=who.job, agency=who.employer, contact=who.email, told_at=telling.sent_at,
        said=in_words(telling),
    )  # fmt: skip


def authority_of(telling: Telling) -> Body | None:
    return authority_chosen(telling.partnership, telling.answers)


def typed_in(telling: Telling) -> str:
    """Every word of theirs, whether the answers are right or not."""
    typed = (words for page in telling.answers.values() for words in page.values() if isinstance(words, list))
    return "\n".join(chain.from_iterable(typed))


def in_words(telling: Telling) -> str:
    """All that was typed, page by page, as it then stands in the folder."""
    assert telling.sent_at is not None
    lines = [f"Sent by code on {spoken(telling.sent_at)}. What was typed:"]
    for page in journey_of(telling).filled(telling.answers):
        lines += ["", page.title, *(f"{label}: {words}" for label, words in page.in_words() if words != "Not given")]
    return "\n".join(lines)
