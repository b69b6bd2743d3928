"""Writing a briefing from findings and recommendations, sending it, and keeping who says they have read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.access.grounds import LEARNING
from handrail.service.access.models import Person, Share
from handrail.service.access.sharing import share
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked
from handrail.service.cases.models import Case
from handrail.service.learning.briefing import MINUTES, PARTS, drafted, pages_of
from handrail.service.learning.models import Briefing, BriefingCopy, BriefingRead, Finding, Recommendation
from handrail.service.learning.telling import open_in
from handrail.service.one_text import CHANGED, SAVED, as_read
from handrail.service.outbox import actions as outbox
from handrail.service.partnerships.models import Body
from handrail.service.requests.letters import CLOSING, addresses_of

WITHDRAWN = "It was withdrawn. Write another one."


@transaction.atomic
def begin_briefing(
    case: Case, *, title: str, findings: Iterable[Finding], recommendations: Iterable[Recommendation], by: Person
) -> Briefing:
    """A draft in the words of what it is made from."""
    case = locked(case.pk)
    findings, recommendations = list(findings), list(recommendations)
    if not findings and not recommendations:
        raise NotDone("Tick at least one finding or recommendation: a briefing is made from them.")
    briefing = Briefing.objects.create(case=case, title=title, recorded_by=by)
    briefing.findings.add(*findings)
    briefing.recommendations.add(*recommendations)
    _write(briefing, drafted(briefing))
    audit.record(by, "began a briefing", briefing)
    follow(briefing)
    return briefing


@transaction.atomic
def write_briefing(briefing: Briefing, words: Mapping[str, str], *, by: Person, over: str | None = None) -> None:
    """`over` is `as_read` of what it was written over."""
    briefing = _held(briefing)
    if over is not None and over != _wording(briefing):
        raise NotDone(SAVED)
    _write(briefing, words)
    audit.record(by, "wrote at a briefing", briefing)
    follow(briefing)


@transaction.atomic
def send_briefing(
    briefing: Briefing,
    bodies: Iterable[Body],
    *,
    by: Person,
    stays: Mapping[str, str] | None = None,
    read: str | None = None,
) -> list[BriefingCopy]:
    """Send it to these bodies. The first sending fixes its words; it may go to further bodies later.

    It is held against all that the folder knows each time: of every word that may tell whom it is about, `stays` says,
    by its key, why it may stay; `read` is `as_read` of the words that its sender saw.
    """
    locked(briefing.case_id)
    briefing = Briefing.objects.get(pk=briefing.pk)
    if briefing.withdrawn_at is not None:
        raise NotDone(WITHDRAWN)
    if read is not None and read != _wording(briefing):
        raise NotDone(CHANGED)
    sent_before = set(briefing.copies.values_list("body", flat=True))
    new = [body for body in bodies if body.pk not in sent_before]
    if not new:
        raise NotDone("Tick at least one body that it has not been sent to.")
    _let_stand(briefing, stays or {}, by)
    if briefing.sent_at is None:
        if (pages := pages_of(briefing, briefing.case.partnership)) > 1:
            raise NotDone(f"It takes {pages} pages. Shorten it to one, which is what is read in {MINUTES} minutes.")
        briefing.sent_at = timezone.now()
        briefing.save(update_fields=["sent_at"])
    case, partnership = briefing.case, briefing.case.partnership
    copies = [
        BriefingCopy.objects.create(briefing=briefing, case=case, partnership=partnership, body=body, sent_by=by)
        for body in new
    ]
    for body in new:
        share(
            case.folder, to=body, how=Share.How.SENT, what="a briefing of one page", words="sent a briefing",
            ground=LEARNING, by=by, paper_id=briefing.pk,
        )  # fmt: skip
    audit.record(by, f"sent a briefing to {len(new)} bodies", briefing)
    follow(briefing)
    for copy in copies:
        _tell(copy)
    return copies


@transaction.atomic
def withdraw_briefing(briefing: Briefing, *, why: str, by: Person) -> int:
    """It opens to no body any more, on screen, as Word or as PDF, and each to which it was sent is told; gives how
    many. Whoever works in the folder reads still what it said, to whom it went, and who had read it."""
    locked(briefing.case_id)
    briefing = Briefing.objects.select_related("case__folder__partnership").get(pk=briefing.pk)
    if briefing.withdrawn_at is not None:
        raise NotDone("It was withdrawn already.")
    if briefing.sent_at is None:
        raise NotDone("It was sent to nobody, so there is nothing to withdraw.")
    briefing.withdrawn_at, briefing.withdrawn_why = timezone.now(), why
    briefing.save(update_fields=["withdrawn_at", "withdrawn_why"])
    copies = list(briefing.copies.select_related("body", "partnership"))
    for copy in copies:
        copy.body, copy.withdrawn_from = None, copy.body
        copy.save(update_fields=["body", "withdrawn_from"])
    audit.record(by, f"withdrew a briefing from {len(copies)} bodies", briefing)
    follow(briefing, why)
    for copy in copies:
        _tell_withdrawn(copy)
    return len(copies)


def _let_stand(briefing: Briefing, stays: Mapping[str, str], by: Person) -> None:
    """Keep why marked words may stay. Raises NotDone while there is one of which nobody has said it."""
    marked = open_in(briefing)
    left = [one for one in marked if not stays.get(one.key, "").strip()]
    if left:
        told = "; ".join(f"“{one.words}” ({one.reveals})" for one in left)
        raise NotDone(f"These words may tell whom it is about: {told}. Change them, or say of each why it may stay.")
    if marked:
        briefing.let_stand = briefing.let_stand + [
            {
                "key": one.key, "words": one.words, "reveals": one.reveals, "because": stays[one.key].strip(),
                "by": by.name, "at": timezone.now().isoformat(),
            }
            for one in marked
        ]  # fmt: skip
        briefing.save(update_fields=["let_stand"])
        audit.record(by, f"let {len(marked)} marked words stand in a briefing", briefing)


@transaction.atomic
def mark_read(copy: BriefingCopy, *, by: Person) -> None:
    """Somebody says that they have read it; saying so twice changes nothing."""
    if copy.body is None:
        raise NotDone(WITHDRAWN)
    BriefingRead.objects.get_or_create(
        briefing=copy.briefing, person=by, defaults={"case_id": copy.case_id, "body": copy.body}
    )
    audit.record(by, "read a briefing", copy, copy.case_id)


def _held(briefing: Briefing) -> Briefing:
    locked(briefing.case_id)
    found = Briefing.objects.select_related("case__folder__partnership").get(pk=briefing.pk)
    if found.sent_at is not None:
        raise NotDone(WITHDRAWN if found.withdrawn_at else "It was sent, so its words stand. Write another one.")
    return found


def _wording(briefing: Briefing) -> str:
    return as_read({name: getattr(briefing, name) for name, _ in PARTS})


def _write(briefing: Briefing, words: Mapping[str, str]) -> None:
    for name, text in words.items():
        setattr(briefing, name, text)
    briefing.save(update_fields=list(words))


def _tell(copy: BriefingCopy) -> None:
    """To everyone the body is reached by. Of the folder it says nothing: most who read it never open one."""
    page = reverse("learning:briefing", kwargs={"copy_id": copy.pk})
    partnership = copy.partnership
    for address in addresses_of(copy.whom, copy.case_id):
        outbox.write(
            to=address, subject=f"A {MINUTES}-minute briefing from {partnership}",
            text=f"{partnership} has a briefing for {copy.whom}: one page, read in {MINUTES} minutes. Please read it, "
            f"and say on the page that you have.\n\n{settings.ADDRESS}{page}\n\n{CLOSING}\n",
            kind="briefing", partnership=partnership, about=[copy.case_id],
        )  # fmt: skip


def _tell_withdrawn(copy: BriefingCopy) -> None:
    """Why is not said: the reason may tell what the briefing should not have told."""
    partnership, day = copy.partnership, spoken(london_day(copy.sent_at))
    for address in addresses_of(copy.whom, copy.case_id):
        outbox.write(
            to=address, subject=f"Withdrawn: a briefing from {partnership}",
            text=f"{partnership} has withdrawn the briefing that it sent to {copy.whom} on {day}. It opens no more. "
            "Please delete what you saved of it, destroy what you printed, and ask those to whom you sent it on to do "
            f"the same.\n\n{settings.ADDRESS}{reverse('learning:briefings')}\n\n{CLOSING}\n",
            kind="briefing", partnership=partnership, about=[copy.case_id],
        )  # fmt: skip
