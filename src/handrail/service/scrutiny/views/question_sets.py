"""Question sets: read, taken away as a sheet, changed there and loaded as the next version."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.listed import list_as_csv
from handrail.service.access.models import Person
from handrail.service.cases.acting import ask
from handrail.service.cases.actions import NotDone
from handrail.service.scrutiny.actions.asking import keep_set
from handrail.service.scrutiny.doors import READS, RUNS, partnerships_of, the_partnership
from handrail.service.scrutiny.forms.assessments import SetForm
from handrail.service.scrutiny.models import QuestionSet
from handrail.service.scrutiny.sets import COLUMNS, OF, NotASet, QuestionsAsked, brought, read, rows_of
from handrail.service.scrutiny.views.rounds import trail


@signed_in
@require_http_methods(["GET"])
def question_set(request: HttpRequest, set_slug: str, set_version: int) -> HttpResponse:
    """Version 0 is the one that Handrail brings."""
    person = person_of(request)
    found = _set(person, set_slug, set_version)
    words = {
        "put": found, "version": set_version, "of": OF[found.of],
        "may_run": bool(partnerships_of(person, RUNS, scrutineers=False)),
    }  # fmt: skip
    return render(request, "scrutiny/question_set.html", words)


@signed_in
@require_http_methods(["GET"])
def as_sheet(request: HttpRequest, set_slug: str, set_version: int) -> HttpResponse:
    found = _set(person_of(request), set_slug, set_version)
    return list_as_csv(found.slug, COLUMNS, rows_of(found))


def _set(person: Person, slug: str, version: int) -> QuestionsAsked:
    among = the_partnership(person, READS)
    if version == 0 and slug in brought():
        return brought()[slug]
    kept = QuestionSet.objects.filter(partnership__in=among, slug=slug, version=version).first()
    if kept is None:
        raise Http404
    return kept.asked


@signed_in
@require_http_methods(["GET", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    among = the_partnership(person, RUNS)
    known = dict(brought())
    known |= {one.slug: one.asked for one in QuestionSet.objects.filter(partnership__in=among).order_by("version")}
    names = [(slug, one.title) for slug, one in known.items()]
    form = SetForm(typed(request), request.FILES or None, partnerships=among, sets=names)

    def act() -> str:
        file, like = form.cleaned_data["file"], known.get(form.cleaned_data.get("like", ""))
        if like is None and not str(file.name).lower().endswith(".toml"):
            raise NotDone("Choose the set that the sheet changes.", "like")
        try:
            asks = read(str(file.name), file.read(), like=like or next(iter(known.values())))
        except NotASet as faults:
            raise NotDone(" ".join(faults.faults), "file") from None
        kept = keep_set(form.whose, asks, file_name=str(file.name)[:200], by=person)
        return f"{kept} is kept, with {len(asks.questions)} questions. The next round asks by it."

    says = ["Rounds that were begun keep the version they were begun with."]
    page = Page(
        "Load a question set", trail=trail(person), press="Load it", said="", go=reverse("scrutiny:rounds"), says=says,
        over="Self-assessment",
    )  # fmt: skip
    return ask(request, page, form, act)
