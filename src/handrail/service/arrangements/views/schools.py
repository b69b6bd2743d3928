"""The schools of the area: listed, loaded, put into ways of taking part, and tried."""

from __future__ import annotations

import uuid

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.doors import READS, WRITES, partnerships_of, the_partnership, the_school, ways_of
from handrail.service.arrangements.doubles import doubles_in
from handrail.service.arrangements.forms.lines import (
    AttemptForm,
    FileForm,
    NarrowForm,
    OfferForm,
    PhaseForm,
    SameForm,
    SchoolForm,
    WayForm,
)
from handrail.service.arrangements.models import School, SchoolsLoaded, Way
from handrail.service.arrangements.register_file import LARGEST, NEEDED, OPTIONAL, read_register
from handrail.service.arrangements.views.asking import Page, ask, ask_why, of_schools, typed
from handrail.service.audit.kinds import searched
from handrail.service.cases.finding import plain
from handrail.service.cases.paging import page_of
from handrail.service.partnerships.models import Body, BodyCode, Kind, Membership

SHOWN = 50
STANDING = Q(attempts__set_aside_at__isnull=True)
FILTERS = {
    "": "All that are open", "nobody": "With no contact named", "no address": "With no e-mail address",
    "offered": "With another contact in the file, to decide",
    "no way": "Without a way of taking part", "no": "Do not take part", "closed": "Closed",
}  # fmt: skip


@signed_in
@require_http_methods(["GET"])
def schools(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, READS)
    partnership = the_partnership(request, person)
    rows = School.objects.filter(partnership=partnership).select_related("way", "authority")
    opened = rows.filter(closed=False)
    offered = opened.exclude(offered_name="", offered_email="").exclude(offer_refused=True)
    wanted = request.GET.get("show", "")
    name = request.GET.get("name", "").strip()[:100]
    found = {
        "nobody": opened.filter(contact_name=""), "no address": opened.filter(contact_email=""),
        "offered": offered, "no way": opened.filter(way__isnull=True).exclude(engages=School.Engages.NO),
        "no": opened.filter(engages=School.Engages.NO), "closed": rows.filter(closed=True),
    }.get(wanted, opened)  # fmt: skip
    if name:
        found = found.filter(name__icontains=name)
        searched(person, words=plain(name).split(), found=found.count(), room="arrangements", of=("school", "schools"))
    narrow = NarrowForm(request.GET, ways=ways_of(partnership), authorities=_authorities(rows), phases=_phases(rows))
    found = found.filter(**narrow.asked)
    words = {
        "partnership": partnership, "partnerships": partnerships_of(person), "number": found.count(),
        "shown": page_of(request, found.annotate(tries=Count("attempts", filter=STANDING)), SHOWN),
        "all": opened.count(),
        "filters": FILTERS, "wanted": wanted if wanted in FILTERS else "", "name": name, "narrow": narrow,
        "ended": Way.objects.filter(partnership=partnership, ended_on__isnull=False),
        "ways": [(way, opened.filter(way=way, engages=School.Engages.YES).count()) for way in ways_of(partnership)],
        "offered": offered.count(),
        "doubles": doubles_in(rows), "loaded": SchoolsLoaded.objects.filter(partnership=partnership).first(),
        "may_write": partnership in partnerships_of(person, WRITES),
    }  # fmt: skip
    return render(request, "arrangements/schools.html", words)


def _authorities(rows: QuerySet[School]) -> list[Body]:
    return list(Body.objects.filter(pk__in=rows.order_by().values("authority")).order_by("name"))


def _phases(rows: QuerySet[School]) -> list[str]:
    return sorted(set(rows.exclude(phase="").order_by().values_list("phase", flat=True)))


def _page(partnership: Body, title: str, press: str, says: list[str], *, upload: bool = False) -> Page:
    trail = of_schools(partnership)
    return Page(title, str(partnership), trail, trail[-1][1], press, says=says, upload=upload)


@signed_in
@require_http_methods(["GET", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, WRITES)
    partnership = the_partnership(request, person, WRITES)
    form = FileForm(typed(request), request.FILES or None)
    faults: list[str] = []
    reading = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > LARGEST:
            form.add_error("file", f"The file is larger than {LARGEST // 1024 // 1024} MB. Download one authority’s.")
        else:
            reading = read_register(file.read(), _codes(partnership))
            faults = reading.faults
            if faults:
                form.add_error("file", "Nothing was loaded. Mend the lines that are named below, and load it again.")

    def done() -> str:
        assert reading is not None
        name = form.cleaned_data["file"].name
        came = act.load_schools(partnership, reading.rows, name=name, elsewhere=reading.elsewhere, by=person).came
        return "The list is loaded: " + ", ".join(f"{number} {words}" for words, number in came.items() if number) + "."

    says = [
        f"It has the columns of the national register, Get Information about Schools: {', '.join(NEEDED)}.",
        f"It may have: {', '.join(OPTIONAL)}. LinkedURN is the number that the school had before: it goes on under the "
        "new one, with its way of taking part and what was tried.",
        "A contact that somebody entered here is not written over: where the file has another, you are asked.",
        "A school that is not in the file stays as it is. Nothing is loaded from a file with a bad line.",
    ]
    page = _page(partnership, "Load the schools of the area", "Load the list", says, upload=True)
    return ask(request, page, form, done, faults=faults)


def _codes(partnership: Body) -> dict[str, uuid.UUID]:
    """The Department's number of each authority that is a partner here."""
    places = Membership.objects.filter(partnership=partnership, body__kind=Kind.LOCAL_AUTHORITY).values("body")
    return {row.code: row.body_id for row in BodyCode.objects.filter(body__in=places, scheme="dfe")}


@signed_in
@require_http_methods(["GET", "POST"])
def way(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, WRITES)
    partnership = the_partnership(request, person, WRITES)
    form = WayForm(typed(request))

    def done() -> str:
        act.add_way(partnership, by=person, **form.cleaned_data)
        return "The way is added. Put schools into it, one by one or a whole phase at once."

    says = [
        "Schools seldom take part one by one: a cluster, a forum or a trust speaks for them. It is published by name."
    ]
    return ask(request, _page(partnership, "Add a way in which schools take part", "Add it", says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def put(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, WRITES)
    partnership = the_partnership(request, person, WRITES)
    opened = School.objects.filter(partnership=partnership, closed=False, way__isnull=True)
    phases = sorted(set(opened.exclude(engages=School.Engages.NO).values_list("phase", flat=True)))
    form = PhaseForm(typed(request), phases=phases, ways=ways_of(partnership))

    def done() -> str:
        number = act.put_in_way(partnership, form.ways[form.cleaned_data["way"]], phase=form.cleaned_data["phase"],
                                by=person)  # fmt: skip
        return f"Schools put into the way: {number}."

    says = [] if phases else ["Every open school has a way, or does not take part."]
    return ask(request, _page(partnership, "Put many schools into a way", "Put them in", says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def school(request: HttpRequest, school_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_school(person, school_id)
    may = one.partnership in partnerships_of(person, WRITES)
    if request.method == "POST":
        one = the_school(person, school_id, WRITES)
    held = {"engages": one.engages, "way": str(one.way_id or "")}
    held |= {f"contact_{name}": getattr(one, f"contact_{name}") for name in ("name", "job", "email", "telephone")}
    form = SchoolForm(typed(request), ways=ways_of(one.partnership), initial=held)

    def done() -> str:
        act.say_of_school(one, by=person, **form.said())
        return "It is saved."

    page = Page(one.name, f"{one.type}, {one.authority}", of_schools(one.partnership),
                reverse("arrangements:school", args=[one.pk]), "Save it")  # fmt: skip
    words = {
        "one": one,
        "attempts": one.attempts.select_related("recorded_by"),
        "joined": one.joined.all(),
        "may_write": may,
        "school": True,
    }
    return ask(request, page, form, done, **words)


@signed_in
@require_http_methods(["GET", "POST"])
def decide_contact(request: HttpRequest, school_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_school(person, school_id, WRITES)
    form = OfferForm(typed(request), offered=one.offered)
    own = reverse("arrangements:school", args=[one.pk])

    def done() -> str:
        take = form.cleaned_data["take"] == "yes"
        act.decide_contact(one, take=take, read=form.cleaned_data["offered"], by=person)
        return "The file’s contact is taken." if take else "Your contact stays."

    ours = ", ".join(each for each in (one.contact_name, one.contact_email) if each) or "nobody"
    says = (
        [f"Entered here: {ours}.", f"In the file: {one.offered}."] if one.offered else ["There is nothing to decide."]
    )
    page = Page("Whom to reach: here and in the file", one.name, [*of_schools(one.partnership), (one.name, own)], own,
                "Save it", says=says)  # fmt: skip
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def attempt(request: HttpRequest, school_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_school(person, school_id, WRITES)
    form = AttemptForm(typed(request))
    own = reverse("arrangements:school", args=[one.pk])

    def done() -> str:
        act.tried(one, by=person, **form.cleaned_data)
        return "The attempt is recorded."

    page = Page("Record an attempt to reach it", one.name, [*of_schools(one.partnership), (one.name, own)], own,
                "Record it")  # fmt: skip
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def attempt_aside(request: HttpRequest, school_id: uuid.UUID, attempt_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_school(person, school_id, WRITES)
    held = one.attempts.filter(pk=attempt_id).first()
    if held is None:
        raise Http404
    own = reverse("arrangements:school", args=[one.pk])
    says = [f"{spoken(held.on)}, {held.how}: {held.came_of_it}", "For what was recorded in error. It stays to be read."]
    page = Page("Set an attempt aside", one.name, [*of_schools(one.partnership), (one.name, own)], own,
                "Set it aside", says=says)  # fmt: skip
    said = "The attempt is set aside."
    return ask_why(request, page, lambda why: act.set_attempt_aside(held, why=why, by=person), said=said)


@signed_in
@require_http_methods(["GET", "POST"])
def same(request: HttpRequest, school_id: uuid.UUID, other_school_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    first, second = the_school(person, school_id, WRITES), the_school(person, other_school_id, WRITES)
    form = SameForm(typed(request))

    def done() -> str:
        yes = form.cleaned_data["same"] == "yes"
        act.is_the_same(first, second, same=yes, by=person)
        return f"{first.urn} goes on as {second.urn}." if yes else "They stay two schools."

    says = [
        f"{first}, {first.urn}: {first.type}, {_where(first)}. {_tried(first)}",
        f"{second}, {second.urn}: {second.type}, {_where(second)}. {_tried(second)}",
        "A school that becomes an academy is given a new number. If they are one, it goes on under the second number, "
        "with its way of taking part and what was tried under both.",
    ]
    return ask(request, _page(first.partnership, "Two numbers, one school?", "Save it", says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, school_id: uuid.UUID) -> HttpResponse:
    """Two that were said to be one are two again."""
    person = person_of(request)
    one = the_school(person, school_id, WRITES)
    says = [
        f"{one.urn} was said to go on as {one.joined_to.urn}. Each is given back what was its own: numbers, attempts, "
        "and what was taken over of how it takes part and whom to reach, unless it was changed since."
        if one.joined_to else "It was not joined with another."
    ]  # fmt: skip
    page = _page(one.partnership, "Two schools after all", "Part them", says)
    return ask_why(request, page, lambda why: act.part_again(one, why=why, by=person), said="They are two schools.")


def _where(one: School) -> str:
    return (one.postcode or "no postcode") + (", closed" if one.closed else "")


def _tried(one: School) -> str:
    number = one.attempts.filter(set_aside_at__isnull=True).count()
    return f"{one.get_engages_display()}; attempts recorded: {number}."
