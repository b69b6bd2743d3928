"""A meeting of the partnership: what is brought to it, who came, what it decided; and all that was ever decided."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from handrail.guidance import london_day
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.access.turned_away import turned_away
from handrail.service.audit.kinds import searched
from handrail.service.cases.acting import ask
from handrail.service.cases.finding import plain
from handrail.service.fields import whole_number
from handrail.service.meetings.actions import deciding, grouping
from handrail.service.meetings.doors import groups_for, running_group
from handrail.service.meetings.forms.groups import (
    BringForm,
    DecideTogetherForm,
    ExpectedForm,
    FindDecisionsForm,
    WhyForm,
)
from handrail.service.meetings.matters import KINDS, matters_for
from handrail.service.meetings.models import AgendaItem, Decision, Group, Meeting
from handrail.service.meetings.quorum import quorum_of, twelve_months_of
from handrail.service.meetings.views.asking import page_about
from handrail.service.partnerships.models import Body
from handrail.service.room import Matter
from handrail.service.yearly import Year

ON_A_PAGE = 50


@signed_in
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Put something on the agenda, with its paper."""
    meeting = running_group(request, case_id, meeting_id)
    form = BringForm(typed(request), request.FILES or None)

    def act() -> str:
        grouping.bring(meeting, form.brought, by=person_of(request))
        return "It is on the agenda."

    return ask(request, page_about(meeting, "Put something on the agenda", "Put it on the agenda", []), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def brought(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID, agenda_item_id: int) -> HttpResponse:
    """Change an item, or put a paper to it."""
    meeting = running_group(request, case_id, meeting_id)
    item = meeting.agenda.filter(pk=agenda_item_id).first() if agenda_item_id < 2**63 else None
    if item is None:
        raise Http404
    initial = {"title": item.title, "to": item.to, "brought_by": item.brought_by}
    form = BringForm(typed(request), request.FILES or None, initial=initial)

    def act() -> str:
        grouping.bring(meeting, form.brought, by=person_of(request), item=item)
        return "The item is changed."

    return ask(request, page_about(meeting, "Change an item", "Change it", _papers_to(item)), form, act)


def _papers_to(item: AgendaItem) -> list[str]:
    papers = ", ".join(paper.title for paper in item.papers.all())
    return [f"Papers to it: {papers}. A file chosen here is one more."] if papers else []


@signed_in
@require_http_methods(["GET", "POST"])
def who_came(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """How each who was expected was there."""
    meeting = running_group(request, case_id, meeting_id)
    form = ExpectedForm(typed(request), attendance=meeting.attendance.all())

    def act() -> str:
        deciding.record_who_came(meeting, form.said, by=person_of(request))
        fresh = Meeting.objects.select_related("group__case").get(pk=meeting.pk)
        return f"Who came is recorded. {quorum_of(fresh).words}"

    says = ["Of several from one body, one is enough for the quorum. A guest who has no seat does not count for it."]
    return ask(request, page_about(meeting, "Who came", "Record who came", says), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Record a decision, with the names of who agreed and who did not."""
    meeting = running_group(request, case_id, meeting_id)
    person = person_of(request)
    form = DecideTogetherForm(typed(request), meeting=meeting, matters=matters_for(person, meeting.case.partnership))

    def act() -> str:
        deciding.decide_together(meeting, form.decided, by=person)
        return "The decision is recorded. If somebody is to do something about it, add an action."

    return ask(request, _deciding(meeting), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID, group_decision_id: int) -> HttpResponse:
    """A decision that was recorded in error."""
    meeting, person = running_group(request, case_id, meeting_id), person_of(request)
    rows = meeting.decisions.visible_to(person).select_related("meeting")
    found = rows.filter(pk=group_decision_id).first() if group_decision_id < 2**63 else None
    if found is None:
        raise Http404
    form = WhyForm(typed(request))

    def act() -> str:
        deciding.set_decision_aside(found, why=form.cleaned_data["why"], by=person)
        return "The decision is set aside."

    says = [found.text, "It stays to be read, struck through, with your reason. It counts in no report."]
    return ask(request, page_about(meeting, "Set a decision aside", "Set it aside", says, grave=True), form, act)


def _deciding(meeting: Meeting) -> Page:
    quorum = quorum_of(meeting)
    page = page_about(meeting, "Record a decision", "Record the decision", [quorum.words] if quorum.holds else [])
    if quorum.holds:
        return page
    warns = [quorum.words] if quorum.words else []
    if quorum.holds is False:
        warns.append("What is decided without a quorum is marked so. The chair says what may still be decided.")
    return Page(page.title, page.trail, page.press, "", page.go, [], warns, page.over, leave=page.leave)


@signed_in
@require_http_methods(["GET"])
def decisions(request: HttpRequest) -> HttpResponse:
    """What the groups decided, the newest first: by group, by year, by what it is about."""
    person = person_of(request)
    groups = list(groups_for(person))
    made = Decision.objects.visible_to(person).filter(meeting__group__in=groups, meeting__held_at__isnull=False)
    days = made.order_by().values_list("meeting__held_at", flat=True).distinct()
    years = sorted({twelve_months_of(london_day(at)).first.year for at in days if at}, reverse=True)
    form = FindDecisionsForm(request.GET, groups=groups, years=years)
    form.is_valid()
    chosen = _narrowed(made, form.cleaned_data)
    rows = chosen.select_related("meeting__group__case", "meeting__case__partnership").order_by(
        "-meeting__held_at", "pk"
    )
    page = Paginator(rows.prefetch_related("meeting__attendance"), ON_A_PAGE).get_page(request.GET.get("page"))
    if typed_words := form.cleaned_data.get("words"):
        number = page.paginator.count
        searched(person, words=plain(typed_words).split(), found=number, room="meetings", of=("decision", "decisions"))
        turned_away(person, words=typed_words)
    kept = request.GET.copy()
    kept.pop("page", None)
    words_of = {
        "form": form, "page": page, "kept": kept.urlencode(), "kinds": KINDS, "none_at_all": not made.exists(),
        "matters": _matters(person, groups, page.object_list),
        "no_quorum": {one.meeting_id for one in page.object_list if quorum_of(one.meeting).holds is False},
    }  # fmt: skip
    return render(request, "meetings/decisions.html", words_of)


def _narrowed(made: QuerySet[Decision], wanted: Mapping[str, str]) -> QuerySet[Decision]:
    if wanted.get("group"):
        made = made.filter(meeting__group=uuid.UUID(wanted["group"]))
    if year := whole_number(wanted.get("year", ""), 0):
        made = made.filter(**Year(*_april_to_march(year)).instants("meeting__held_at"))
    if wanted.get("about"):
        made = made.filter(matter=wanted["about"])
    if wanted.get("words"):
        made = made.filter(text__icontains=wanted["words"])
    return made


def _april_to_march(year: int) -> tuple[date, date]:
    return date(year, 4, 1), date(year + 1, 3, 31)


def _matters(person: Person, groups: Iterable[Group], shown: Iterable[Decision]) -> dict[tuple[str, uuid.UUID], Matter]:
    """What those shown point to, as far as this person may open it."""
    if not any(one.matter for one in shown):
        return {}
    found: dict[tuple[str, uuid.UUID], Matter] = {}
    partnerships: set[Body] = {one.case.partnership for one in groups}
    for partnership in partnerships:
        found |= matters_for(person, partnership)
    return found
