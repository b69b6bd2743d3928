"""Answering a subject access request: recorded, matched by a person, gathered, decided, checked by another, given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.partnerships.models import Body
from handrail.service.records.models.seeing import (
    EXEMPTIONS,
    GIVE,
    WITHHOLD,
    AccessRequest,
    Extract,
    Match,
    Passage,
    day_to_answer,
)
from handrail.service.records.seeing.gathering import Piece, names_in, pieces_of
from handrail.service.records.seeing.names import Found, fold, proposals


@transaction.atomic
def record_request(
    partnership: Body, *, asked_by_name: str, asks: str, about_name: str, received_on: date, identity_how: str,
    identity_on: date | None, by: Person,
) -> AccessRequest:  # fmt: skip
    if identity_on is not None and identity_on < received_on:
        raise NotDone("The identity was shown on the day the request came, or later.")
    request = AccessRequest.objects.create(
        partnership=partnership, asked_by_name=asked_by_name, asks=asks, about_name=about_name,
        received_on=received_on, identity_how=identity_how, identity_on=identity_on, recorded_by=by,
    )  # fmt: skip
    audit.record(by, "recorded a subject access request", request)
    return request


@transaction.atomic
def extend(request: AccessRequest, *, why: str, by: Person) -> None:
    """Two more months, told to the person with the reason within the first: UK GDPR Article 12(3)."""
    request = _held(request)
    first = day_to_answer(request.starts_on, months=1)
    if request.extended_on is not None:
        raise NotDone("It has been extended already, and cannot be again.")
    if timezone.localdate() > first:
        raise NotDone(f"The first month ended on {spoken(first)}. It can be extended only within it.")
    request.extended_on, request.extended_why = timezone.localdate(), why
    request.save(update_fields=["extended_on", "extended_why"])
    audit.record(by, "extended a subject access request by two months", request)


@transaction.atomic
def match(request: AccessRequest, child: Child, *, by: Person) -> Match:
    """Say that a child of a folder which the preparer may open whole is the person asked about."""
    request = _held(request)
    if not Case.objects.visible_to(by, {ALL}).filter(pk=child.folder_id, partnership=request.partnership).exists():
        raise NotDone("Choose a child from a folder of this partnership that you may open.")
    matched, _ = Match.objects.get_or_create(request=request, child=child, defaults={"matched_by": by})
    audit.record(by, "matched a child to a subject access request", matched, child.folder_id)
    return matched


@transaction.atomic
def gather(request: AccessRequest, *, by: Person) -> int:
    """Take down what is held of each folder matched. What was gathered before stays as it was, decided or not."""
    request = _held(request)
    children = {one.child for one in request.matches.select_related("child")}
    if not children:
        raise NotDone("Nobody is matched yet. Find the person in the folders first.")
    seen = Case.objects.visible_to(by, {ALL}).filter(pk__in={child.folder_id for child in children})
    cases = list(seen)
    if len(cases) < len({child.folder_id for child in children}):
        raise NotDone("You may no longer open every folder that was matched.")
    made = sum(_gather_folder(request, case, children) for case in cases)
    for case in cases:
        audit.looked(by, "all of it, for a subject access request", case, case.pk)
    return made


def _gather_folder(request: AccessRequest, case: Case, children: set[Child]) -> int:
    standing = set(request.extracts.filter(case=case).values_list("model", "row", "field"))
    names = names_in(case, children)
    new = [
        one for one in pieces_of(case, children) if (one.declared.model, one.row, one.declared.field) not in standing
    ]
    for piece in new:
        _take_down(request, case, piece, names)
    return len(new)


def _take_down(request: AccessRequest, case: Case, piece: Piece, names: list[tuple[str, str]]) -> None:
    extract = Extract.objects.create(
        request=request, case=case, model=piece.declared.model, row=piece.row, field=piece.declared.field,
        title=piece.title[:200], text=piece.text, to_decide=piece.declared.share == "redact" or piece.of_other_child,
    )  # fmt: skip
    if not extract.to_decide:
        return
    if piece.of_other_child:
        found = [Found(0, len(piece.text), "is of another child")]
    elif piece.declared.about == "professional":
        found = [Found(0, len(piece.text), "names a practitioner")]
    elif piece.declared.about == "family":  # a telephone number or an address holds no name to be found by
        found = [Found(0, len(piece.text), "is of somebody else in the family")]
    else:
        found = proposals(piece.text, names)
    Passage.objects.bulk_create(
        Passage(extract=extract, begins=one.begins, ends=one.ends, why=one.why) for one in found
    )


@transaction.atomic
def decide(
    extract: Extract,
    *,
    decisions: Mapping[int, tuple[str, str]],
    more: Iterable[str] = (),
    exemption: str = "",
    by: Person,
) -> None:
    """Decide on every proposed passage of an extract, and withhold further words of it, wherever they stand in it.

    `decisions` says of each passage, by its key, whether it is withheld or given, and under which exemption.
    """
    _held(extract.request)
    extract = Extract.objects.select_for_update(of=("self",)).get(pk=extract.pk)
    for passage in extract.passages.all():
        decided, under = decisions.get(passage.pk, ("", ""))
        if decided not in (WITHHOLD, GIVE):
            raise NotDone("Decide on every passage that is marked.")
        passage.decided, passage.exemption = decided, _exemption(under) if decided == WITHHOLD else ""
        passage.save(update_fields=["decided", "exemption"])
    for words in (line.strip() for line in more if line.strip()):
        _withhold_more(extract, words, _exemption(exemption))
    extract.decided_by, extract.decided_at = by, timezone.now()
    extract.save(update_fields=["decided_by", "decided_at"])
    audit.record(by, "decided what of a text is given", extract)


def _withhold_more(extract: Extract, words: str, exemption: str) -> None:
    folded, places = fold(extract.text)
    wanted, _ = fold(words)
    begins = folded.find(wanted)
    if begins < 0 or not wanted:
        raise NotDone(f"These words do not stand in the text: {words}")
    while begins >= 0:
        ends = places[begins + len(wanted) - 1] + 1
        Passage.objects.create(
            extract=extract,
            begins=places[begins],
            ends=ends,
            why="was marked by hand",
            decided=WITHHOLD,
            exemption=exemption,
        )
        begins = folded.find(wanted, begins + len(wanted))


def _exemption(key: str) -> str:
    if key not in EXEMPTIONS:
        raise NotDone("Choose under which exemption it is withheld.")
    return key


@transaction.atomic
def check(request: AccessRequest, *, by: Person) -> None:
    """A second person, who recorded and decided nothing of it, has read the answer and agrees."""
    request = _held(request)
    if not request.extracts.exists():
        raise NotDone("Nothing is gathered yet.")
    if undecided(request):
        raise NotDone("Some texts are not decided on yet.")
    if request.recorded_by_id == by.pk or request.extracts.filter(decided_by=by).exists():
        raise NotDone("You worked on this answer. Somebody who did not has to check it.")
    request.checked_by, request.checked_at = by, timezone.now()
    request.save(update_fields=["checked_by", "checked_at"])
    audit.record(by, "checked the answer to a subject access request", request)


@transaction.atomic
def record_answered(request: AccessRequest, *, answered_on: date, by: Person) -> None:
    held = AccessRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if held.checked_at is None:
        raise NotDone("A second person has to check the answer before it is given.")
    if held.answered_on is not None:
        raise NotDone("It is recorded as answered already.")
    if answered_on < held.received_on:
        raise NotDone("It was answered after it came: check the day.")
    held.answered_on = answered_on
    held.save(update_fields=["answered_on"])
    audit.record(by, "recorded that a subject access request was answered", held)


def undecided(request: AccessRequest) -> int:
    return request.extracts.filter(to_decide=True, decided_at__isnull=True).count()


def _held(request: AccessRequest) -> AccessRequest:
    held = AccessRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if held.checked_at is not None:
        raise NotDone("The answer has been checked, and stands as it was checked.")
    return held
