"""Adding one thing to the family's record: each kind has its own form, and one page asks them all."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.cases.acting import ask
from handrail.service.cases.models import Case
from handrail.service.families import actions
from handrail.service.families.doors import there, to_write
from handrail.service.families.forms import people, telling
from handrail.service.families.forms.shared import FamilyForm
from handrail.service.families.models import KeyWorker, Leaflet, Question, Reach, Relative, SafeRule, Telling, Wish
from handrail.service.families.models.written import Kept
from handrail.service.families.views.asking import home, known_of, page_about, page_of


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: what it is called, its form, the row it becomes, and what stands above the form."""

    title: str
    model: type[Kept]
    form: type[FamilyForm]
    said: str
    fragment: str = ""
    says: tuple[str, ...] = ()


OF_THE_FAMILY = {
    "person": Kind("Add one of the family", Relative, people.RelativeForm, "They are recorded.", "people"),
    "key-worker": Kind(
        "Name a key worker", KeyWorker, telling.KeyWorkerForm, "The key worker is named.", "key-worker",
        says=(
            "One person whom the family can turn to throughout. They need not be from health. Parents who live apart "
            "may each have their own.",
        ),
    ),
    "telling": Kind(
        "Record what they may be told", Telling, telling.TellingForm, "It is recorded.", "told",
        says=("Nothing is held back for good: give a day on which somebody looks at it again.",),
    ),
    "guide": Kind(
        "Record that the guide was offered", Leaflet, telling.LeafletForm, "It is recorded.", "guide",
        says=("“When a Child Dies” should be offered to the family. Whether they take it is theirs to say.",),
    ),
    "question": Kind("Record a question", Question, telling.QuestionForm, "The question is recorded.", "questions"),
}  # fmt: skip
OF_ONE = {
    "reach": Kind("Add a way to reach them", Reach, people.ReachForm, "It is recorded."),
    "rule": Kind(
        "Make a safe-contact rule", SafeRule, people.RuleForm, "The rule stands. Handrail keeps to it from now on.",
        says=("Handrail refuses every message about this folder, or one joined to it, that would break the rule.",),
    ),
    "wish": Kind("Record what they wish", Wish, people.WishForm, "It is recorded."),
}  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, case_id: uuid.UUID, slug: str) -> HttpResponse:
    case, kind = to_write(request, case_id), _kind(OF_THE_FAMILY, slug)
    form = kind.form(typed(request), known=known_of(case))
    page = page_about(case, kind.title, "Record it", kind.said, home(case, kind.fragment), kind.says)
    return ask(request, page, form, lambda: _keep(case, kind, form, person_of(request)))


@signed_in
@require_http_methods(["GET", "POST"])
def add_of(request: HttpRequest, case_id: uuid.UUID, relative_id: uuid.UUID, slug: str) -> HttpResponse:
    case, kind = to_write(request, case_id), _kind(OF_ONE, slug)
    relative = there(Relative, case, relative_id)
    form = kind.form(typed(request), known=known_of(case, relative))
    page = page_about(case, f"{kind.title}: {relative}", "Record it", kind.said, page_of(relative), kind.says)
    return ask(request, page, form, lambda: _keep(case, kind, form, person_of(request), relative=relative))


def _kind(kinds: dict[str, Kind], slug: str) -> Kind:
    if slug not in kinds:
        raise Http404
    return kinds[slug]


def _keep(case: Case, kind: Kind, form: FamilyForm, by: Person, **more: Any) -> None:
    given = form.answers() | more
    if kind.model is KeyWorker:
        handed_over = given.pop("handed_over")
        actions.name_key_worker(case, KeyWorker(**given), handed_over=handed_over, by=by)
        return
    keep: Callable[..., Any] = actions.say_what_may_be_told if kind.model is Telling else actions.write
    keep(case, kind.model(**given), by=by)
