"""Self-assessment and audits of practice: every round; one, with its bodies, what it found, and its sample."""

from __future__ import annotations

import uuid

from django.apps import apps
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.listed import list_as_csv, list_as_xlsx
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.cases.acting import ask, trail_to
from handrail.service.cases.actions import NotDone
from handrail.service.cases.calling import folders_called
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import Case
from handrail.service.cases.paging import page_of
from handrail.service.partnerships.models import BodyCode
from handrail.service.requests.actions import chase as chase_request
from handrail.service.requests.models import Request
from handrail.service.room import AtSchool, Room
from handrail.service.scrutiny import comparing, sampling
from handrail.service.scrutiny.actions import asking, promising
from handrail.service.scrutiny.doors import READS, RUNS, partnerships_of, the_partnership
from handrail.service.scrutiny.doors_of_rounds import open_round
from handrail.service.scrutiny.forms.activities import WhyForm
from handrail.service.scrutiny.forms.assessments import AskForm, FoundForm, RoundForm, SampleForm, members_of
from handrail.service.scrutiny.models import Promise, QuestionSet, Return, Round, Sampled
from handrail.service.scrutiny.sets import OF, brought

HOME = "scrutiny:rounds"


def trail(person: Person, round_: Round | None = None) -> list[tuple[str, str]]:
    """Who holds the key to a round and does not read scrutiny comes to it through its folder."""
    way = [("Scrutiny", reverse("scrutiny:scrutiny")), ("Self-assessment", reverse(HOME))]
    if round_ is None:
        return way
    if not reads_sets(person, round_):
        way = trail_to(round_.case)
    return [*way, (str(round_), at(round_))]


def reads_sets(person: Person, round_: Round) -> bool:
    return round_.partnership in partnerships_of(person, READS, scrutineers=False)


def at(round_: Round, name: str = "scrutiny:round") -> str:
    return reverse(name, args=[round_.case_id, round_.pk])


@signed_in
@require_http_methods(["GET"])
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round of the person's partnerships, the newest first, and the question sets."""
    person = person_of(request)
    among = the_partnership(person, READS)
    found = Round.objects.filter(partnership__in=among, case__in=Case.objects.visible_to(person, {ALL}))
    told = [_glance(one) for one in found.select_related("question_set", "case")]
    sets = QuestionSet.objects.filter(partnership__in=among).select_related("recorded_by")
    words = {
        "rounds": told, "sets": sets, "brought": brought().values(), "of": OF,
        "slugs": sorted({(one.question_set.slug, one.question_set.title) for one in found}),
        "may_run": bool(partnerships_of(person, RUNS, scrutineers=False)),
    }  # fmt: skip
    return render(request, "scrutiny/rounds.html", words)


def _glance(round_: Round) -> dict[str, object]:
    asked = list(Request.objects.filter(case=round_.case_id, of=Request.Of.RETURN, no_longer_needed_at=None))
    waits = Promise.objects.filter(round=round_, done_on__isnull=True, dropped_on__isnull=True)
    return {
        "round": round_, "asked": len(asked), "came": sum(one.received_at is not None for one in asked),
        "late": sum(one.overdue for one in asked), "promised": waits.count(),
    }  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    among = the_partnership(person, RUNS)
    own = QuestionSet.objects.filter(partnership__in=among)
    titles = {slug: f"{one.title} ({OF[one.of].lower()})" for slug, one in brought().items()}
    titles |= {one.slug: f"{one.title} ({OF[one.of].lower()})" for one in own.order_by("version")}
    audits = Round.objects.filter(partnership__in=among, question_set__of="audit").select_related("question_set")
    audits = audits.filter(case__in=Case.objects.visible_to(person, {ALL}))
    form = RoundForm(typed(request), partnerships=among, sets=list(titles.items()), audits=list(audits))
    made: list[Round] = []

    def act() -> str:
        said = form.cleaned_data
        asks = asking.set_called(form.whose, said["asks"], by=person)
        if asks.of == "audit" and not said["theme"]:
            raise NotDone("Say what the audit is about.", "theme")
        after = (
            form.looks_again
            if asks.of == "audit"
            else asking.round_before(form.whose, asks.slug, int(said["year"]), by=person)
        )
        put = asking.Put(asks, int(said["year"]), said["due_on"], said["letter"], said["theme"], after)
        made.append(asking.begin_round(form.whose, put, by=person))
        return "The round is begun. Nobody is told yet: choose whom to ask."

    page = Page(
        "Begin a round", trail=trail(person), press="Begin the round", said="", go=reverse(HOME), over="Self-assessment"
    )
    answer = ask(request, page, form, act)
    return redirect(at(made[0], "scrutiny:ask_bodies")) if made and answer.status_code == 302 else answer


@signed_in
@require_http_methods(["GET"])
def round_page(request: HttpRequest, case_id: uuid.UUID, round_id: uuid.UUID) -> HttpResponse:
    """Everybody asked, how each standard stands, the chart, what was promised, and what it found."""
    person, one = person_of(request), open_round(request, case_id, round_id)
    lines = comparing.lines_of(one)
    words = {
        "way": trail(person, one)[:-1], "reads_sets": reads_sets(person, one),
        "round": one, "case": one.case, "before": asking.the_one_before(one, person),
        "lines": lines, "standards": one.question_set.asked.standard,
        "spreads": comparing.spread_by_standard(one, lines), "promises": comparing.promises_of(one),
        "carried": asking.promised_before(one, person), "late": sum(line.request.overdue for line in lines),
        "waits": page_of(request, [line for line in lines if line.sent is None], called="waits"),
        "sent": page_of(request, [line for line in lines if line.sent is not None], called="sent"),
        "came": sum(line.sent is not None for line in lines), "reachable": len(list(asking.untold(one, _known(one)))),
        "beside": sampling.beside(one, lines),
        "is_audit": one.question_set.of == "audit",
        "sample": _sample_before(person, one).filter(set_aside_at__isnull=True),
        "replaced": Return.objects.filter(round=one, replaced_at__isnull=False).select_related("body"),
        "runs": one.case.closed_at is None and may_open(person, one.case, what=ALL, may=RUNS),
    }  # fmt: skip
    return render(request, "scrutiny/round.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def ask_bodies(request: HttpRequest, case_id: uuid.UUID, round_id: uuid.UUID) -> HttpResponse:
    person, one = person_of(request), open_round(request, case_id, round_id, RUNS)
    standing = Request.objects.filter(case=one.case_id, of=Request.Of.RETURN, no_longer_needed_at=None)
    asked = set(standing.values_list("body_id", flat=True))
    bodies = [body for body in members_of(one.partnership) if body.pk not in asked]
    form = AskForm(typed(request), bodies=bodies, schools=_schools(one, asked))

    def act() -> str:
        told = asking.ask_bodies(one, form.chosen, by=person) if form.chosen else []
        schools = asking.ask_schools(one, form.schools_chosen, by=person)
        return f"{len(told) + len(schools)} asked."

    warns = [] if bodies or form.known else ["Everybody is asked already."]
    page = Page(
        "Whom to ask", trail=trail(person, one), press="Ask them", said="", go=at(one), over=str(one), warns=warns
    )
    return ask(request, page, form, act)


def _schools(round_: Round, asked: set[uuid.UUID]) -> list[AtSchool]:
    """Those that the arrangements list and that are not asked yet, where it is a question set for schools."""
    if round_.question_set.of != "schools":
        return []
    found = [
        school
        for room in apps.get_app_configs()
        if isinstance(room, Room) and room.schools
        for school in import_string(room.schools)(round_.partnership)
    ]
    return asking.not_known_by(found, BodyCode.objects.filter(scheme=asking.URN, body__in=asked))


def _known(round_: Round) -> dict[str, AtSchool]:
    """The schools that have an address now, by number; none where the set is not for schools."""
    return {one.urn: one for one in _schools(round_, set()) if one.email}


@signed_in
@require_http_methods(["POST"])
def tell_schools(request: HttpRequest, case_id: uuid.UUID, round_id: uuid.UUID) -> HttpResponse:
    """Send the form to schools that were asked while nobody knew where to reach them."""
    person, one = person_of(request), open_round(request, case_id, round_id, RUNS)
    try:
        told = asking.tell_schools(one, _known(one).values(), by=person)
        messages.success(request, f"The form is sent to {told} {'school' if told == 1 else 'schools'}.")
    except NotDone as reason:
        messages.warning(request, str(reason))
    return redirect(at(one))


@signed_in
@require_http_methods(["POST"])
def chase(request: HttpRequest, case_id: uuid.UUID, round_id: uuid.UUID) -> HttpResponse:
    """Remind everybody whose answer has not come."""
    person, one = person_of(request), open_round(request, case_id, round_id, RUNS)
    reminded, unreached = 0, 0
    waiting = Request.objects.filter(
        case=one.case_id, of=Request.Of.RETURN, no_longer_needed_at=None, received_at__isnull=True
    )
    for asked in waiting.select_related("body", "case__partnership"):
        try:
            chase_request(asked, by=person)
            reminded += 1
        except NotDone:
            unreached += 1
    if unreached:
        told = "1 has no e-mail address" if unreached == 1 else f"{unreached} have no e-mail address"
        messages.warning(request, f"{told}: their lines say “not told”. Telephone them.")
    messages.success(request, f"{reminded} reminded.")
    return redirect(at(one))


@signed_in
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest, case_id: uuid.UUID, round_id: uuid.UUID) -> HttpResponse:
    person, one = person_of(request), open_round(request, case_id, round_id, RUNS)
    form = FoundForm(typed(request))

    def act() -> None:
        promising.record_found(one, words=form.cleaned_data["words"], on=form.cleaned_data["on"], by=person)

    beside = [("As it stands", one.found)] if one.found else []
    page = Page(
        "What the round found", trail=trail(person, one), press="Record it", said="What the round found is recorded.",
        go=at(one), over=str(one), beside=beside,
    )  # fmt: skip
    return ask(request, page, form, act)


def _sample_before(person: Person, round_: Round) -> QuerySet[Sampled]:
    """The folders of a sample that somebody may open. Of the others they know that there is a number, and no more."""
    opened = Case.objects.visible_to(person, {ALL})
    return Sampled.objects.filter(round=round_, sampled__in=opened).select_related("sampled")


@signed_in
@require_http_methods(["GET", "POST"])
def sample(request: HttpRequest, case_id: uuid.UUID, round_id: uuid.UUID) -> HttpResponse:
    """A folder is put in the sample of an audit by its reference. One that the person may not open is not there."""
    person, one = person_of(request), open_round(request, case_id, round_id, RUNS)
    if one.question_set.of != "audit":
        raise Http404
    form = SampleForm(typed(request))

    def act() -> str:
        reference, of_ours = form.cleaned_data["reference"], one.partnership_id
        looked_at = folders_called(person, reference, what={ALL}, fits=lambda case: case.partnership_id == of_ours)
        if not looked_at:
            raise NotDone("There is no such folder, or you hold no key to all of it.", "reference")
        number = promising.sample(one, looked_at[0], by=person).number
        return f"It is in the sample as number {number}. Tell each agency that number where you ask it in that folder."

    says = [
        "Ask each agency about it in that folder, where it is named. Here it is known by its number alone.",
        "Put the sample together before you ask: each body judges the cases that are in it then. Whoever was asked "
        "already judges this one once their return is opened again.",
        "Whoever is shut out of that folder does not find this audit from then on, whatever part they have in it.",
    ]
    page = Page(
        "Put a folder in the sample", trail=trail(person, one), press="Put it in the sample",
        said="", go=at(one), over=str(one), says=says,
    )  # fmt: skip
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, case_id: uuid.UUID, round_id: uuid.UUID, sampled_id: uuid.UUID) -> HttpResponse:
    person, one = person_of(request), open_round(request, case_id, round_id, RUNS)
    found = _sample_before(person, one).filter(pk=sampled_id).first()
    if found is None:
        raise Http404
    form = WhyForm(typed(request))

    def act() -> None:
        promising.take_out(found, why=form.cleaned_data["why"], by=person)

    page = Page(
        "Take a folder out of the sample", trail=trail(person, one), press="Take it out",
        said="It is out of the sample. Its number is given to no other.", go=at(one), over=str(one),
        says=[
            f"Number {found.number} of the sample.",
            "Whoever is shut out of that folder stays shut out of this audit: bodies may have judged the case already.",
        ],
    )  # fmt: skip
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET"])
def as_file(request: HttpRequest, case_id: uuid.UUID, round_id: uuid.UUID, ending: str) -> HttpResponse:
    """Every question of every return, as a sheet."""
    person, one = person_of(request), open_round(request, case_id, round_id)
    if ending not in ("csv", "xlsx"):
        raise Http404
    audit.record(person, "took away a round as a file", one)
    write = list_as_csv if ending == "csv" else list_as_xlsx
    rows = [*comparing.rows_of(one), *sampling.rows_of(one, comparing.lines_of(one))]
    return write(slugify(str(one)), comparing.HEAD, rows)


@signed_in
@require_http_methods(["GET"])
def across(request: HttpRequest, set_slug: str) -> HttpResponse:
    """One set over the years: each year's judgements, and each body through them."""
    person = person_of(request)
    rows = Round.objects.filter(
        partnership__in=the_partnership(person, READS), question_set__slug=set_slug,
        case__in=Case.objects.visible_to(person, {ALL}),
    )  # fmt: skip
    found = list(rows.select_related("question_set", "case").order_by("year", "recorded_at"))
    if not found:
        raise Http404
    years, over = comparing.across_years(found)
    return render(
        request, "scrutiny/across.html", {"title": found[-1].question_set.title, "years": years, "over": over}
    )
