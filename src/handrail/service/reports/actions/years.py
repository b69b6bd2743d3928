"""What may be done with a yearly report: begun, written, agreed, published, sent, corrected, withdrawn."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.arrangements.saying import digest_of
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.outbox.actions import write
from handrail.service.partnerships.actions import one_at_a_time
from handrail.service.partnerships.models import Body
from handrail.service.publication.models import Release, Withdrawal
from handrail.service.publication.written import on_one_line
from handrail.service.reports.facts import ends_on, to_whom
from handrail.service.reports.marking import marks_for, sees_every_name
from handrail.service.reports.models import YearAgreement, YearReport, YearSection, YearSent
from handrail.service.reports.year.gate import gate_of
from handrail.service.reports.year.gathering import refuse_names_known_since
from handrail.service.reports.year.names import reads_like_a_name
from handrail.service.reports.year.saying import agreed_by, items_of, partners_of, said_in, title_of
from handrail.service.scrutiny.actions.readings import withdraw_shared

OVERTAKEN = (
    "Somebody else saved this while you wrote. What they left stands below your words. Put the two together, then save "
    "again."
)

ANOTHER_PUBLISHES = (
    "A yearly report is published by somebody to whom every folder of the partnership is open, since only they see "
    "every name that was found in it. Ask another coordinator to publish it."
)


class Overtaken(NotDone):
    """`now` is the section as somebody else left it."""

    def __init__(self, now: YearSection) -> None:
        super().__init__(OVERTAKEN)
        self.now = now


@transaction.atomic
def begin_year(partnership: Body, first_on: date, *, by: Person) -> YearReport:
    """On the twelve months from a day. What last year's report said is there to begin from, marked as last year's."""
    one_at_a_time(partnership)
    _refuse_second_draft(partnership)
    last_on = ends_on(first_on)
    if last_on > timezone.localdate():
        raise NotDone(f"These twelve months end on {spoken(last_on)}. Begin the report once they are over.", "first_on")
    rows = YearReport.objects.filter(partnership=partnership, given_up_at__isnull=True)
    meets = rows.filter(first_on__lte=last_on, last_on__gte=first_on).order_by("-number").first()
    if meets is not None and meets.last_on != last_on:
        raise NotDone(
            f"{meets} is on months of these. Give the day after it ends, {spoken(meets.last_on)}.", "first_on"
        )
    if meets is not None and meets.withdrawn_at is None:
        raise NotDone(f"{meets} is on these months. Correct that one.", "first_on")
    number = meets.number + 1 if meets else 1
    made = YearReport.objects.create(
        partnership=partnership, first_on=first_on, last_on=last_on, number=number, begun_by=by
    )
    last = rows.filter(published_at__isnull=False, last_on__lt=first_on).order_by("-last_on", "-number").first()
    _begin_sections(made, last, last_years=True)
    audit.record(by, f"began the yearly report of {made.years}", made)
    return made


def _begin_sections(report: YearReport, before: YearReport | None, *, last_years: bool) -> None:
    held = {one.item: one for one in before.sections.all()} if before else {}
    items = [item.key for item in items_of(report.partnership)]
    for key in dict.fromkeys((*items, *held)):
        old = held.get(key)
        words = {"text": old.text, "why_not": old.why_not, "writer": old.writer} if old else {}
        carried = last_years and bool(old and (old.text.strip() or old.why_not.strip()))
        YearSection.objects.create(report=report, item=key, last_years=carried, **words)


def _refuse_second_draft(partnership: Body) -> None:
    draft = YearReport.objects.drafts().filter(partnership=partnership).first()
    if draft is not None:
        raise NotDone(f"{draft} is a draft. Publish it or give it up first.")


@transaction.atomic
def gather_anew(report: YearReport, *, by: Person) -> None:
    held = locked_draft(report)
    held.gathered_at = None
    held.save(update_fields=["gathered_at"])
    audit.record(by, "asked for the yearly report’s records to be gathered anew", held)


@transaction.atomic
def write_section(
    report: YearReport, item: str, *, text: str, why_not: str, version: int, by: Person, keep: bool = True
) -> YearSection:
    """`version` is how often it had been saved when its page was opened. With `keep` the words are said to be this
    year's; without, they are what was typed so far."""
    report = locked_draft(report)
    held, _ = YearSection.objects.select_for_update(of=("self",)).get_or_create(report=report, item=item)
    same = (held.text, held.why_not) == (text, why_not)
    if held.version > version and not same:
        raise Overtaken(held)
    if same and not (keep and held.last_years):
        return held
    held.text, held.why_not, held.version = text, why_not, held.version + 1
    held.last_years = held.last_years and not keep
    held.saved_by, held.saved_at = by, timezone.now()
    held.save(update_fields=["text", "why_not", "version", "last_years", "saved_by", "saved_at"])
    audit.record(by, f"wrote in the yearly report: {title_of(item).lower()}", report)
    return held


@transaction.atomic
def ask_writer(report: YearReport, item: str, writer: Person | None, *, by: Person) -> None:
    """Whoever is asked hears of it once."""
    report = locked_draft(report)
    held, _ = YearSection.objects.get_or_create(report=report, item=item)
    if held.writer_id == (writer.pk if writer else None):
        return
    held.writer = writer
    held.save(update_fields=["writer"])
    audit.record(by, f"said who writes in the yearly report: {title_of(item).lower()}", report)
    if writer is not None and writer.pk != by.pk:
        page = settings.ADDRESS + reverse("reports:year_write", args=[report.pk, item])
        write(
            to=writer.email, subject=f"{report}: please write a part",
            text=f"You are asked to write “{title_of(item)}” of {report.partnership}’s yearly report.\n\n{page}\n",
            kind="yearly report", once=f"writes {report.pk} {item} {writer.pk}", partnership=report.partnership,
            about=[],
        )  # fmt: skip


@transaction.atomic
def leave_out(report: YearReport, part: str, why: str, *, by: Person) -> None:
    """What a room told stays with the draft and out of the report. With no reason, it goes back in."""
    report = locked_draft(report)
    if part not in {one["key"] for one in report.told}:
        raise NotDone("This part is not in the report any more. Look at the report again.")
    report.left_out = {key: words for key, words in report.left_out.items() if key != part}
    if why.strip():
        report.left_out[part] = why.strip()
    report.save(update_fields=["left_out"])
    audit.record(by, f"{'left out of' if why.strip() else 'put back into'} the yearly report: {part}", report)


@transaction.atomic
def let_stand(report: YearReport, words: str, why: str, *, by: Person) -> None:
    """A name may be read, on somebody's word. Never a child's, nor that of one of their family."""
    report = locked_draft(report)
    marks = [one for one in marks_for(report, by) if one.words == words]
    if not marks:
        raise NotDone("This name is not in the report any more.")
    if never := next((one for one in marks if one.never_stands), None):
        raise NotDone(f"This may be the name of {never.whose}. Take it out.")
    report.let_stand = [*report.let_stand, {"words": words, "why": why.strip(), "by": by.name}]
    report.save(update_fields=["let_stand"])
    audit.record(by, "said that a name in the yearly report may be read", report)


@transaction.atomic
def agree_year(
    report: YearReport, *, body: Body, agreed_by_name: str, agreed_on: date, where: str, read: str, by: Person
) -> YearAgreement:
    """`read` is the digest of what the page showed: nobody agrees to words that were changed in the meantime."""
    report = locked_draft(report)
    if body not in partners_of(report.partnership):
        raise NotDone(f"{body} is no safeguarding partner here.", "body")
    gate = gate_of(report, by)
    if not gate.ready:
        raise NotDone("It is not complete yet. Its page says what it still needs; the partners agree to it after that.")
    digest = digest_of(said_in(report))
    if read != digest:
        raise NotDone("The report was changed while this page was open. Read it again, and agree to what it says now.")
    if body.pk in agreed_by(report):
        raise NotDone(f"{body} has agreed to it as it reads now.", "body")
    made = YearAgreement.objects.create(
        report=report, body=body, agreed_by_name=agreed_by_name, agreed_on=agreed_on, where=where, digest=digest,
        recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"recorded that {body} agreed to the yearly report", report)
    return made


@transaction.atomic
def publish_year(report: YearReport, *, by: Person) -> YearReport:
    """Freeze what it says. The worker takes it to the public site within a minute. Whoever cannot see every mark is
    told the same whether there are any."""
    one_at_a_time(report.partnership)
    report = locked_draft(report)
    if not sees_every_name(report, by):
        raise NotDone(ANOTHER_PUBLISHES)
    gate = gate_of(report, by)
    if not gate.open:
        raise NotDone(f"It cannot be published yet. {' '.join(gate.lacks())}")
    refuse_names_known_since(report)
    given = sorted(agreed_by(report).values(), key=lambda one: one.body.name)
    report.document = {
        "said": said_in(report),
        "agreed": [{"body": one.body.name, "on": one.agreed_on.isoformat()} for one in given],
        "items": [
            {"key": answer.item.key, "asked_by": [asked.source for asked in answer.item.asked]}
            for answer in gate.answers
        ],
    }
    report.published_at, report.published_by = timezone.now(), by
    report.save(update_fields=["document", "published_at", "published_by"])
    audit.record(by, f"published the yearly report of {report.years}", report)
    withdraw_shared(report.pk, f"It was published on {spoken(report.published_at)}.")
    return report


@transaction.atomic
def send_year(
    report: YearReport, *, to: str, by: Person, address: str = "", how: str = "", sent_on: date | None = None
) -> YearSent:
    """By e-mail to an address, or as somebody records that it went in another way."""
    report = YearReport.objects.select_related("partnership").get(pk=report.pk)
    if report.published_at is None or report.withdrawn_at is not None:
        raise NotDone("A report is sent once it is published, and while it stands.")
    if to not in to_whom(report):
        raise NotDone("The edition does not have the report sent to them.", "to")
    if sent_on is not None and sent_on < london_day(report.published_at):
        raise NotDone(f"It was published on {spoken(report.published_at)}. Give that day or a later one.", "sent_on")
    message = _letter(report, to, address) if address else None
    made = YearSent.objects.create(
        report=report, to=to, address=address, how=how, message_key=message, recorded_by=by,
        sent_on=None if address else sent_on,
    )  # fmt: skip
    audit.record(by, f"sent the yearly report to {to}" if address else f"recorded that {to} was sent it", report)
    return made


def _letter(report: YearReport, to: str, address: str) -> uuid.UUID:
    left = Release.objects.filter(publication_key=report.pk).first()
    if left is None or not settings.PUBLIC_ADDRESS:
        raise NotDone(
            "It is not on the public site yet, so a message could lead nowhere. Wait a minute; or send the files in "
            "another way, and record that.",
            "address",
        )
    where = f"{settings.PUBLIC_ADDRESS}/{left.address}"
    message = write(
        to=address, subject=f"{report.partnership}: {report}",
        text=f"To {to}\n\n{report.partnership} has published its yearly report on the twelve months to "
        f"{spoken(report.last_on)}.\n\nTo read: {where}\nPDF: {where}.pdf\nWord: {where}.docx\nData: {where}.json\n",
        kind="yearly report", once=f"year {report.pk} to {address.lower()}", partnership=report.partnership, about=[],
    )  # fmt: skip
    if message is None:
        raise NotDone("This address was written to already.", "address")
    return message.pk


@transaction.atomic
def correct_year(report: YearReport, *, why: str, by: Person) -> YearReport:
    """A new version of a published report, begun from its words. It goes round the partners again."""
    one_at_a_time(report.partnership)
    held = YearReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if held.published_at is None or held.withdrawn_at is not None:
        raise NotDone("Only a report that stands published is corrected.")
    _refuse_second_draft(held.partnership)
    newest = YearReport.objects.filter(
        partnership=held.partnership, last_on=held.last_on, given_up_at__isnull=True
    ).order_by("-number")[0]
    if newest.pk != held.pk:
        raise NotDone(f"{newest} is the newest version. Correct that one.")
    made = YearReport.objects.create(
        partnership=held.partnership, first_on=held.first_on, last_on=held.last_on, number=held.number + 1,
        corrects=held, corrected_why=why.strip(), begun_by=by, left_out=held.left_out, let_stand=held.let_stand,
    )  # fmt: skip
    _begin_sections(made, held, last_years=False)
    audit.record(by, f"began a corrected yearly report of {made.years}", made)
    return made


@transaction.atomic
def withdraw_year(report: YearReport, *, why: str, by: Person) -> None:
    """Everything published of these twelve months is taken down, for good, with the reason that the public is given."""
    report = YearReport.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=report.pk)
    if report.published_at is None:
        raise NotDone("It is not published. Give the draft up instead.")
    if report.withdrawn_at is not None:
        raise NotDone("It has been withdrawn already.")
    corrected = YearReport.objects.filter(corrects=report, given_up_at__isnull=True).order_by("-number").first()
    if corrected is not None:
        raise NotDone(f"{corrected} came of it. Withdraw or give up that one.")
    if told := reads_like_a_name(report.partnership, why):
        raise NotDone(f"The public would read these words, and {told} may be somebody’s name. Say it without.", "why")
    versions = YearReport.objects.filter(
        partnership=report.partnership, last_on=report.last_on, published_at__isnull=False, withdrawn_at__isnull=True
    )
    left = Release.objects.filter(publication_key__in=versions.values("pk")).first()
    if left is not None:
        Withdrawal.objects.create(
            address=left.address, kind=left.kind, on=timezone.localdate(), reason=on_one_line([why]), withdrawn_by=by
        )
    for one in versions:
        one.withdrawn_at, one.withdrawn_by, one.withdrawn_why = timezone.now(), by, why.strip()
        one.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    audit.record(by, f"withdrew the yearly report of {report.years}", report)


@transaction.atomic
def give_up_year(report: YearReport, *, why: str, by: Person) -> None:
    report = locked_draft(report)
    report.given_up_at, report.given_up_by, report.given_up_why = timezone.now(), by, why.strip()
    report.save(update_fields=["given_up_at", "given_up_by", "given_up_why"])
    audit.record(by, "gave up a draft of the yearly report", report)
    withdraw_shared(report.pk, "The draft was given up.")


def locked_draft(report: YearReport) -> YearReport:
    """The draft, held until the transaction ends. Raises NotDone once it is none any more."""
    held = YearReport.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=report.pk)
    if held.published_at is not None:
        raise NotDone(
            f"It was published on {spoken(held.published_at)}, and stands as it is. Correct it with a reason."
        )
    if held.given_up_at is not None:
        raise NotDone("This draft was given up. Begin a new one.")
    return held
