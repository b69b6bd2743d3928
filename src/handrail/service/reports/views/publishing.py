"""The steps by which an approved report on child deaths reaches the public, and leaves it: each asks one thing."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.analysis.child_deaths import year_named
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.arrangements.saying import digest_of
from handrail.service.cases.acting import ask
from handrail.service.reports.actions import publishing as act
from handrail.service.reports.actions import sending as act_sending
from handrail.service.reports.doors import APPROVES, RELEASES, the_report
from handrail.service.reports.forms.deaths import ForPublicForm, SendDeathsForm, WhyForm
from handrail.service.reports.forms.years import PublishYearForm, YearWhyForm
from handrail.service.reports.models import DeathReport
from handrail.service.reports.panel_year import partners_told, still_to_be_sent
from handrail.service.reports.paper import names_of
from handrail.service.reports.releasing import said_to_the_public


def _page(
    one: DeathReport, title: str, press: str, said: str, *, says: Sequence[str], warns: Sequence[str] = (),
    grave: bool = False,
) -> Page:  # fmt: skip
    go = reverse("reports:report", args=[one.pk])
    trail = [
        ("What is due", reverse("cases:due")), ("Reports", reverse("reports:reports")), ("Child deaths", go),
    ]  # fmt: skip
    over = f"Child deaths in {year_named(one.year)}, {'; '.join(names_of(one))}"
    return Page(title, trail, press, said, go, says=says, warns=warns, over=over, grave=grave)


@signed_in
@require_http_methods(["GET", "POST"])
def for_public(request: HttpRequest, yearly_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_report(person, yearly_id, APPROVES)
    ready = one.approved_at is not None
    form = ForPublicForm(typed(request), initial={"as_read": digest_of(said_to_the_public(one)) if ready else ""})

    def done() -> None:
        act.approve_for_public(one, read=form.cleaned_data["as_read"], by=person)

    says = [
        "Two people approve it before the public reads it, and neither of them began it. You are the second.",
        "Numbers that are kept back here are kept back there. What you approve now is published, word for word.",
    ]
    warns = [] if ready else ["It is a draft. It is approved first."]
    said = "It is approved for the public. Whoever publishes for the partnership can now publish it."
    return ask(request, _page(one, "Approve it for the public", "Approve it", said, says=says, warns=warns), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, yearly_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_report(person, yearly_id, RELEASES)
    form = PublishYearForm(typed(request))
    says = [
        "Once published it stands as it is. A later report on the same year takes its place, with the reason; or it is "
        "withdrawn, for a reason that the public reads.",
    ]
    warns = [] if one.second_at else ["It cannot be published yet. A second person approves it for the public first."]
    said = "It is published. It is on the public site within a minute, as a page, PDF, Word and JSON."
    page = _page(one, "Publish the report on child deaths", "Publish it", said, says=says, warns=warns)
    return ask(request, page, form, lambda: act.publish_report(one, by=person))


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, yearly_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_report(person, yearly_id, RELEASES)
    form = YearWhyForm(typed(request))
    says = [
        "Every version on this year is taken off the public site, for good. Its address then says that, and why.",
        "Its numbers have been read. Later reports are still held against it, so that none tells what it kept back.",
    ]
    warns = [] if one.is_public else ["It is not public."]
    page = _page(one, "Withdraw the report on child deaths", "Withdraw it", "It is withdrawn.", says=says, warns=warns,
                 grave=True)  # fmt: skip
    return ask(request, page, form, lambda: act.withdraw_report(one, why=form.cleaned_data["why"], by=person))


@signed_in
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, yearly_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_report(person, yearly_id, RELEASES)
    partners = partners_told(one)
    waiting = [str(body.pk) for body in still_to_be_sent(one, one.sendings.all())]
    form = SendDeathsForm(typed(request), partners=list(partners), initial={"to": waiting, "by": "mailbox"})

    def done() -> None:
        said = form.cleaned_data
        otherwise = said["by"] == "otherwise"
        act_sending.send_deaths(
            one, form.chosen, by=person, sent_on=said["sent_on"] if otherwise else None,
            how=said["how"] if otherwise else "",
        )  # fmt: skip

    says = [
        "The overview panel’s annual report goes to the child death review partners: the local authorities and the "
        "integrated care boards. The year is reported once it has gone to each of them.",
        "The message leads to the report on the public site; before it is published, to its page here.",
    ]
    warns = [] if one.approved_at else ["It is a draft. It is approved first."]
    page = _page(one, "Send it to the child death review partners", "Send it, or record it", "It is kept.", says=says,
                 warns=warns)  # fmt: skip
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def sent_aside(request: HttpRequest, yearly_id: uuid.UUID, death_report_sent_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_report(person, yearly_id, RELEASES)
    sending = one.sendings.filter(pk=death_report_sent_id).select_related("to").first()
    if sending is None:
        raise Http404
    form = WhyForm(typed(request))
    title = f"Set aside that it went to {sending.to}"
    page = _page(one, title, "Set it aside", "It is set aside.", says=["What was recorded stays readable."])

    def done() -> None:
        act_sending.set_sending_aside(sending, why=form.cleaned_data["why"], by=person)

    return ask(request, page, form, done)
