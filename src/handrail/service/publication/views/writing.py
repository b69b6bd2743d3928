"""Writing the public text part by part, and going through what the identity check marked in it."""

from __future__ import annotations

import re
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import drawn
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.acting import done, once_answered
from handrail.service.cases.actions import NotDone
from handrail.service.publication import actions, forms
from handrail.service.publication.actions.writing import to_begin
from handrail.service.publication.carrying import carried
from handrail.service.publication.checking import answered_before, around, checked_of_all
from handrail.service.publication.doors import WRITE, folder_for, open_mark, open_publication, post_that_may
from handrail.service.publication.gate import current, latest_release
from handrail.service.publication.knowing import known_of
from handrail.service.publication.models import AlsoKnown, Mark, Publication
from handrail.service.publication.views.asking import ask, page_about, page_of
from handrail.service.publication.written import Text, place_in_words
from handrail.service.publication.written import read as read_text
from handrail.service.reviews.covering import is_hidden
from handrail.service.reviews.models import PracticeReview
from handrail.service.reviews.report_given import agreed_report
from handrail.service.reviews.under_way import reviews_under_way


@signed_in
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    case = folder_for(request, case_id, WRITE)
    going = next((one for one in reviews_under_way(case) if one.pk == practice_id), None)
    if going is None or is_hidden(going.pk):
        raise Http404
    review = PracticeReview.objects.filter(pk=going.pk).first()
    there = review is not None and any(carried(review, what) != Text() for what in Publication.What)
    form = forms.Begin(request.POST or None, choices=to_begin(case, going), there=there)
    begun: list[Publication] = []

    def act() -> None:
        what = form.cleaned_data["what"]
        begun.append(actions.begin(case, going, what=what, carry=form.carry, by=person_of(request)))

    on = once_answered(
        request, form, act, say="The publication is begun. Nothing leaves before every condition on this page is met.",
        go=lambda: page_of(begun[0]),
    )  # fmt: skip
    if on is not None:
        return on
    says = ["The public version is written here. It is never an edited copy of the report.", _agreed(review)]
    heading = f"Begin a publication: {str(going).lower()}"
    return drawn(request, page_about(case, heading, "Begin it", "", _list_of(case_id), says), form)


def _agreed(review: PracticeReview | None) -> str:
    """Which report there is to begin from, and whether its words can be carried over."""
    agreed = agreed_report(review) if review else None
    if agreed is None:
        return "No report is recorded as agreed by the partners yet."
    on = f"{str(agreed.draft).capitalize()} was agreed as the report on {spoken(agreed.agreed_on)}."
    if agreed.draft.text.strip():
        return on
    return f"{on} It is kept as a file, which is not published or cut: write the public text anew."


def _list_of(case_id: uuid.UUID) -> str:
    return reverse("publication:publications", args=[case_id])


@signed_in
@require_http_methods(["GET"])
def text(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    """The parts of the text, each with its page."""
    publication = open_publication(request, case_id, publication_id, WRITE)
    version = current(publication)
    marked = version.marks.filter(resolved_at__isnull=True).values_list("part", flat=True)
    words = {
        "case": publication.case, "publication": publication, "version": version, "text": read_text(version.text),
        "marked": [place.split(" ")[-1] for place in marked if place.startswith(("section", "heading"))],
    }  # fmt: skip
    return render(request, "publication/text.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID, part: str) -> HttpResponse:
    publication = open_publication(request, case_id, publication_id, WRITE)
    version = current(publication)
    now = read_text(version.text)
    form, heading = _form_of(request, publication, now, part, version.number)

    def save() -> None:
        before = next((one for one in publication.versions.all() if one.number == form.cleaned_data["over"]), version)
        new = form.put_into(read_text(before.text))
        actions.write(publication, new, over=form.cleaned_data["over"], by=person_of(request))

    return ask(
        request, form, save, case=publication.case, publication=publication, heading=heading,
        press="Save and check", said="Saved as a new version, and checked. Its marks and approvals begin anew.",
        back=page_of(publication, "text"),
    )  # fmt: skip


def _form_of(
    request: HttpRequest, publication: Publication, now: Text, part: str, number: int
) -> tuple[forms.Over, str]:
    posted = request.POST or None
    if part == "title":
        improvements = publication.what == Publication.What.IMPROVEMENTS
        form: forms.Over = forms.Head(
            posted, initial={**forms.Head.of(now), "over": number}, improvements=improvements,
            revision=latest_release(publication) is not None,
        )  # fmt: skip
        return form, "Title and summary"
    found = re.fullmatch(r"(section|recommendation)-(\d{1,3})", part)
    if found is None:
        raise Http404
    sort, place = found[1], int(found[2])
    here: tuple[object, ...] = now.sections if sort == "section" else now.recommendations
    if not 1 <= place <= len(here) + 1:
        raise Http404
    kind = forms.OneSection if sort == "section" else forms.OneRecommendation
    return (
        kind(posted, initial={**kind.of(now, place), "over": number}, place=place),
        f"{sort.title()} {place}" if place <= len(here) else f"A new {sort}",
    )


@signed_in
@require_http_methods(["GET", "POST"])
def marks(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    """What the check found: open marks first, those answered of an earlier version with their answer."""
    publication = open_publication(request, case_id, publication_id, WRITE if request.method == "POST" else None)
    version, refused = current(publication), ""
    if request.method == "POST":
        try:
            number = actions.let_stay_again(publication, marks=request.POST.getlist("mark"), by=person_of(request))
        except NotDone as why:
            refused = str(why)
        else:
            messages.success(request, f"{number} resolved again, in your name.")
            return redirect(page_of(publication, "marks"))
    before, parts = answered_before(version), dict(read_text(version.text).parts())
    every = list(version.marks.select_related("resolved_by"))
    words = {
        "case": publication.case, "publication": publication, "version": version, "refused": refused,
        "open": [_shown(one, parts, before.get(one.pk)) for one in every if one.resolved_at is None],
        "resolved": [_shown(one, parts, None) for one in every if one.resolved_at is not None],
        "checked": checked_of_all(version),
        "may_write": _may_write(request, publication),
    }  # fmt: skip
    return render(request, "publication/marks.html", words)


def _may_write(request: HttpRequest, publication: Publication) -> bool:
    return publication.case.closed_at is None and post_that_may(person_of(request), publication.case, WRITE) is not None


def _shown(mark: Mark, parts: dict[str, str], before: Mark | None) -> dict[str, object]:
    first, last = around(mark, parts.get(mark.part, ""))
    return {"mark": mark, "first": first, "last": last, "place": place_in_words(mark.part), "before": before}


@signed_in
@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID, mark_id: uuid.UUID) -> HttpResponse:
    publication, found = open_mark(request, case_id, publication_id, mark_id, WRITE)
    parts = dict(read_text(found.version.text).parts())
    first, last = around(found, parts.get(found.part, ""), 200)
    form = forms.Stays(request.POST or None)
    return ask(
        request, form,
        lambda: actions.let_stay(found, because=form.cleaned_data["because"], by=person_of(request)),
        case=publication.case, publication=publication, heading=f"May “{found.words}” stay?", press="These words stay",
        said="These words stay, in your name.", back=page_of(publication, "marks"),
        says=[
            f"In {place_in_words(found.part)}: {first}{found.words}{last}",
            f"It may reveal {found.reveals} ({found.surety}). {found.why}",
            "If it may not stay, go back and change the text.",
        ],
    )  # fmt: skip


@signed_in
@require_http_methods(["POST"])
def check(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    publication = open_publication(request, case_id, publication_id, WRITE)
    try:
        new = actions.check_again(publication, by=person_of(request))
    except NotDone as why:
        messages.error(request, str(why))
    else:
        messages.success(request, f"Checked again: {new} new {'mark' if new == 1 else 'marks'}.")
    return redirect(page_of(publication, "marks"))


@signed_in
@require_http_methods(["GET", "POST"])
def known(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    """What the check looks for: what the folder's pages hold, and what is told to it here."""
    publication = open_publication(request, case_id, publication_id, WRITE if request.method == "POST" else None)
    form = forms.Known(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if done(form, lambda: actions.add_known(
            publication, sort=said["sort"], words=said["words"], on=said["on"], by=person_of(request)
        )):  # fmt: skip
            messages.success(request, "The check looks for it from now on. The text was checked again.")
            return redirect(page_of(publication, "known"))
    words = {
        "case": publication.case, "publication": publication, "form": form, "known": known_of(publication),
        "typed": publication.also_known.filter(removed_at__isnull=True).select_related("added_by"),
        "may_write": _may_write(request, publication),
    }  # fmt: skip
    return render(request, "publication/known.html", words)


@signed_in
@require_http_methods(["POST"])
def remove_known(
    request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID, known_id: uuid.UUID
) -> HttpResponse:
    publication = open_publication(request, case_id, publication_id, WRITE)
    one = AlsoKnown.objects.filter(pk=known_id, publication=publication, removed_at__isnull=True).first()
    if one is None:
        raise Http404
    try:
        actions.remove_known(one, by=person_of(request))
    except NotDone as why:
        messages.error(request, str(why))
    else:
        messages.success(request, "The check no longer looks for it. Marks it made stay until they are resolved.")
    return redirect(page_of(publication, "known"))
