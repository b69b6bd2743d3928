"""Beginning a publication, and writing its text. Every saving is a version, held against the case at once."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow
from handrail.service.cases.models import Case
from handrail.service.publication.actions.held import held
from handrail.service.publication.carrying import carried
from handrail.service.publication.checking import hold_against_case
from handrail.service.publication.gate import current, withdrawal_of
from handrail.service.publication.models import AlsoKnown, Publication, Version
from handrail.service.publication.written import Section, Text, kept
from handrail.service.reviews.actions.steps import held as review_held
from handrail.service.reviews.covering import is_hidden
from handrail.service.reviews.under_way import UnderWay

FIRST_SECTIONS = ("Introduction", "What happened, as far as it may be told", "What was learnt", "What is to improve")
ONLY_IMPROVEMENTS = ("What is to improve",)
LEARNING = ("Why it matters", "What was learnt", "To talk about in your team")
EMPTY = {
    Publication.What.REPORT: FIRST_SECTIONS,
    Publication.What.IMPROVEMENTS: ONLY_IMPROVEMENTS,
    Publication.What.LEARNING: LEARNING,
}


def to_begin(case: Case, going: UnderWay) -> list[Publication.What]:
    """What may be begun of a review: what is owed of it once, and a learning document beside."""
    if is_hidden(going.pk):
        return []
    begun = Publication.objects.filter(case=case, review=going.pk, ended_at__isnull=True)
    has = {one.is_owed for one in begun}
    return [what for what in Publication.What if (what != Publication.What.LEARNING) not in has]


@transaction.atomic
def begin(case: Case, going: UnderWay, *, what: str, by: Person, carry: bool = False) -> Publication:
    """Begin what will be published of a review, with empty sections to write in, or with what was agreed and recorded
    of it already. Its address tells nothing."""
    review = review_held(case, going)
    if what not in Publication.What.values:
        raise NotDone("Choose what is to be published.")
    kind = Q(what=Publication.What.LEARNING)
    alike = review.publications.filter(kind if what == Publication.What.LEARNING else ~kind)
    for earlier in alike.filter(ended_at__isnull=True):
        if withdrawal_of(earlier) is None:
            raise NotDone("A publication of this review is begun already. Go on with that one, or give it up first.")
        raise NotDone(
            "What was published of this review was withdrawn. Give that publication up before beginning another."
        )
    made = Publication.objects.create(
        case=review.case, review=review, what=what, address=f"reviews/{secrets.token_hex(5)}", recorded_by=by
    )
    audit.record(by, "began a publication", made)
    text = carried(review, what) if carry else Text()
    empty = tuple(Section(heading) for heading in EMPTY[Publication.What(what)])
    _save(made, replace(text, sections=text.sections or empty), 1, by)
    follow(made)
    return made


@transaction.atomic
def write(publication: Publication, text: Text, *, over: int, by: Person) -> Version:
    """Save the text as the next version after the one it was written over. The check is made at once.

    A version that somebody else saved meanwhile is never lost: whoever comes second is told.
    """
    publication = held(publication)
    latest = current(publication)
    if latest.number != over:
        raise NotDone(
            f"{latest.written_by} saved version {latest.number} a moment ago. What you typed is still here: "
            "copy it, open the text again, and put it in there."
        )
    if kept(text) == latest.text:
        return latest
    return _save(publication, text, latest.number + 1, by)


def _save(publication: Publication, text: Text, number: int, by: Person) -> Version:
    version = Version.objects.create(publication=publication, number=number, text=kept(text), written_by=by)
    audit.record(by, f"wrote version {number} of the public text", version, publication.case_id)
    hold_against_case(version)
    return version


@transaction.atomic
def add_known(publication: Publication, *, sort: str, words: str, by: Person, on: date | None = None) -> AlsoKnown:
    """Tell the check something that no other page of the folder holds by itself."""
    publication = held(publication)
    if sort not in AlsoKnown.Sort.values or not words.strip():
        raise NotDone("Say what it is, and of what sort.")
    if (sort == AlsoKnown.Sort.DAY) != (on is not None):
        raise NotDone("For a day, and only for a day, give its date.")
    made = AlsoKnown.objects.create(publication=publication, sort=sort, words=words.strip(), on=on, added_by=by)
    audit.record(by, "told the identity check something more", made, publication.case_id)
    hold_against_case(current(publication))
    return made


@transaction.atomic
def remove_known(one: AlsoKnown, *, by: Person) -> None:
    """It is looked for no longer. Marks that were made by it stay until somebody resolves them."""
    publication = held(one.publication)
    one.removed_by, one.removed_at = by, timezone.now()
    one.save(update_fields=["removed_by", "removed_at"])
    audit.record(by, "took back something told to the identity check", one, publication.case_id)
    hold_against_case(current(publication))
