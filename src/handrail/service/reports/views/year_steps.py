"""The steps of a yearly report that ask one thing: writers, what is left out, names, agreement, and the rest."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.arrangements.forms.lines import WhyForm
from handrail.service.arrangements.saying import digest_of
from handrail.service.cases.acting import ask
from handrail.service.reports.actions import years as act
from handrail.service.reports.doors import APPROVES, RELEASES, WRITES, partnerships_of, the_year, whose_agreement
from handrail.service.reports.facts import to_whom
from handrail.service.reports.forms.years import (
    AgreeYearForm,
    LeaveOutForm,
    LetStandForm,
    PublishYearForm,
    SendYearForm,
    WritersForm,
    YearWhyForm,
)
from handrail.service.reports.marking import marks_for
from handrail.service.reports.models import YearReport
from handrail.service.reports.views.years import page_of, part_named, trail
from handrail.service.reports.year.gate import gate_of
from handrail.service.reports.year.saying import items_of, partners_of, said_in, title_of


def _page(
    one: YearReport, title: str, press: str, said: str, *, says: Sequence[str] = (), warns: Sequence[str] = (),
    grave: bool = False,
) -> Page:  # fmt: skip
    over = f"{one}, {one.partnership}"
    return Page(title, trail(one), press, said, page_of(one), says=says, warns=warns, over=over, grave=grave)


@signed_in
@require_http_methods(["GET", "POST"])
def year_writers(request: HttpRequest, year_report_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id, WRITES)
    items = [(item.key, title_of(item.key)) for item in items_of(one.partnership)]
    held = {section.item: str(section.writer_id or "") for section in one.sections.all()}
    form = WritersForm(typed(request), items=items, people=_writers(one), initial=held)

    def done() -> None:
        for key, writer in form.chosen().items():
            act.ask_writer(one, key, writer, by=person)

    says = ["Whoever is asked is sent a message with the way to their part. Anybody here may still write in any part."]
    page = _page(one, "Who writes which part", "Save it", "It is saved, and who is asked is told.", says=says)
    return ask(request, page, form, done)


def _writers(one: YearReport) -> list[Person]:
    """Those who read the report: they run it, or speak for a partner."""
    people = Person.objects.filter(posts__partnership=one.partnership, is_active=True).distinct().order_by("name")
    return [person for person in people if one.partnership in partnerships_of(person)]


@signed_in
@require_http_methods(["GET", "POST"])
def year_leave_out(request: HttpRequest, year_report_id: uuid.UUID, year_part: str) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id, WRITES)
    heading = part_named(one, year_part)
    form = LeaveOutForm(typed(request), initial={"why": one.left_out.get(year_part, "")})

    def done() -> str:
        act.leave_out(one, year_part, form.cleaned_data["why"], by=person)
        return f"{heading}: {'left out' if form.cleaned_data['why'].strip() else 'in the report'}."

    says = ["What was gathered cannot be changed by hand. A part that should not be published is left out whole."]
    return ask(request, _page(one, f"Leave out: {heading}", "Save it", "", says=says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def year_let_stand(request: HttpRequest, year_report_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id, WRITES)
    marks = marks_for(one, person)
    never = {mark.words for mark in marks if mark.never_stands}
    names = [mark.words for mark in marks if mark.words not in never]
    form = LetStandForm(typed(request), names=list(dict.fromkeys(names)))
    says = ["Names of children and of their families are always taken out."]
    warns = [] if names else ["No name waits for this."]
    page = _page(one, "Say why a name may be read", "Save it", "It is kept, with your name.", says=says, warns=warns)
    return ask(request, page, form, lambda: act.let_stand(one, by=person, **form.cleaned_data))


@signed_in
@require_http_methods(["GET", "POST"])
def year_agree(request: HttpRequest, year_report_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id, WRITES, APPROVES)
    bodies = whose_agreement(person, one, partners_of(one.partnership))
    form = AgreeYearForm(typed(request), bodies=bodies, initial={"as_read": digest_of(said_in(one))})

    def done() -> None:
        said = dict(form.cleaned_data)
        body, as_read = form.bodies[said.pop("body")], said.pop("as_read")
        act.agree_year(one, body=body, read=as_read, by=person, **said)

    ready = one.is_draft and gate_of(one, person).ready
    page = _page(
        one, "Record that a partner agreed", "Record it", "The agreement is recorded.",
        says=["A partner agrees to the report as it reads now. Should a word be changed, the agreement is void."],
        warns=[] if ready else ["It is not complete yet. Its page says what it needs."],
    )  # fmt: skip
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def year_publish(request: HttpRequest, year_report_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id, RELEASES)
    form = PublishYearForm(typed(request))
    gate = gate_of(one, person) if one.is_draft else None
    warns = [] if gate and gate.open else ["It cannot be published yet. Its page says what it still needs."]
    to = to_whom(one)
    says = ["Once published it stands as it is. It can be corrected, or withdrawn, for a reason that the public reads."]
    if to:
        says.append(f"Then send it to: {'; '.join(to)}.")
    said = "It is published. It is on the public site within a minute, as a page, PDF, Word and JSON."
    page = _page(one, "Publish the yearly report", "Publish it", said, says=says, warns=warns)
    return ask(request, page, form, lambda: act.publish_year(one, by=person))


@signed_in
@require_http_methods(["GET", "POST"])
def year_send(request: HttpRequest, year_report_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id, RELEASES)
    form = SendYearForm(typed(request), to=to_whom(one))
    says = [f"Published on {spoken(one.published_at)}."] if one.published_at else []
    warns = [] if one.published_at else ["It is not published yet. It is sent once it is."]
    page = _page(one, "Send the yearly report", "Send it, or record it", "It is kept.", says=says, warns=warns)
    return ask(request, page, form, lambda: act.send_year(one, by=person, **form.cleaned_data))


@signed_in
@require_http_methods(["GET", "POST"])
def year_correct(request: HttpRequest, year_report_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id, WRITES)
    form = YearWhyForm(typed(request))
    says = ["A new version is begun from these words, with its records gathered anew. The partners agree to it again."]
    said = "A corrected version is begun. It stands under Yearly reports."
    page = _page(one, "Correct the yearly report", "Begin the correction", said, says=says)
    return ask(request, page, form, lambda: act.correct_year(one, why=form.cleaned_data["why"], by=person))


@signed_in
@require_http_methods(["GET", "POST"])
def year_withdraw(request: HttpRequest, year_report_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id, RELEASES)
    form = YearWhyForm(typed(request))
    says = [
        "Every version on these twelve months is taken off the public site, for good. Its address then says that, and "
        "why.",
        "The duty to publish runs on as if it had not been published.",
    ]
    page = _page(one, "Withdraw the yearly report", "Withdraw it", "It is withdrawn.", says=says, grave=True)
    return ask(request, page, form, lambda: act.withdraw_year(one, why=form.cleaned_data["why"], by=person))


@signed_in
@require_http_methods(["GET", "POST"])
def year_give_up(request: HttpRequest, year_report_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id, WRITES)
    form = WhyForm(typed(request))
    page = _page(one, "Give up this draft", "Give it up", "The draft is given up. It stays to be read.",
                 says=["Nothing of it is published."])  # fmt: skip
    return ask(request, page, form, lambda: act.give_up_year(one, why=form.cleaned_data["why"], by=person))
