"""The pages of the parts of a practice review: the list, one thing of it with what followed, and the form for more."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.once import keeps_as_typed
from handrail.service.cases.actions import NotDone
from handrail.service.cases.drafts import submitted
from handrail.service.cases.models import Case
from handrail.service.documents.actions import store
from handrail.service.documents.models import Document
from handrail.service.meetings.views.inviting import bodies_for
from handrail.service.reviews import actions
from handrail.service.reviews.doors import ROOM, WRITE, may_do, open_practice
from handrail.service.reviews.forms.gentle import PROMPTS, PartForm, Told
from handrail.service.reviews.forms.shared import SetAside
from handrail.service.reviews.models import DraftShown, InformationRequest, Kept, PracticeReview, ReportDraft
from handrail.service.reviews.naming import practitioners_for
from handrail.service.reviews.stands import how_it_stands
from handrail.service.reviews.under_way import UnderWay
from handrail.service.reviews.views.acting import ask
from handrail.service.reviews.views.registry import BY_KEY, LABELS, STANDS, Part
from handrail.service.reviews.views.steps import page_of
from handrail.service.reviews.views.typing import CANNOT, keep, only_kept, typing_of

Shown = list[tuple[str, Any]]


@signed_in
@require_http_methods(["GET"])
def part_list(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, key: str) -> HttpResponse:
    part = BY_KEY[key]
    case, going, paper = open_practice(request, case_id, practice_id, part.reads)
    rows = _rows(part, paper)
    words = _words(request, case, going, practice_id, part) | {
        "heads": [label_of(part, name) for name in part.columns],
        "rows": [(row, [value_of(row, name) for name in part.columns]) for row in rows if row.set_aside_at is None],
        "set_aside": [row for row in rows if row.set_aside_at is not None],
    }
    return render(request, "reviews/part.html", words)


@signed_in
@require_http_methods(["GET"])
def part_one(
    request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, part_id: uuid.UUID, key: str
) -> HttpResponse:
    part = BY_KEY[key]
    case, going, paper = open_practice(request, case_id, practice_id, part.reads)
    row = _row(part, paper, part_id)
    under = []
    if part.under is not None:
        under = list(part.under.model._default_manager.filter(**{part.under.field: row}).select_related("recorded_by"))
    words = _words(request, case, going, practice_id, part) | {
        "row": row,
        "shown": shown_of(row),
        "under": [(one, shown_of(one, without=part.under.field if part.under else "")) for one in under],
        "contents": list(row.gone_through) if isinstance(row, ReportDraft) else None,
    }
    return render(request, "reviews/part_one.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
@keeps_as_typed
def add_part(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, key: str) -> HttpResponse:
    part = BY_KEY[key]
    case, going, paper = _to_write(request, case_id, practice_id, part)
    typing = typing_of(part, case, practice_id, paper, person_of(request))
    kept = keep(request, typing, leave_to=_address(part.key, case, practice_id)) if only_kept(request) else None
    if kept is not None:
        return kept
    typed = typing.typed if typing else None
    form = part.form(request.POST or typed, request.FILES or None, told=_told(case, paper))
    if only_kept(request) and form.errors is not None:
        form.add_error(None, CANNOT)

    @transaction.atomic
    def act() -> None:
        row = part.model(**form.answers())
        _file_of(row, form, case, request)
        late = form.cleaned_data.get("late_reason") or ""
        actions.write_of(case, going, row, by=person_of(request), late_reason=late)
        words = _to_send(row, form.cleaned_data.get("send"))
        if words and isinstance(row, InformationRequest | DraftShown):
            if not may_do(person_of(request), case, WRITE):
                raise NotDone("The coordinator sends it. Record it here without those words, and ask them to.")
            actions.send_through(row, words=words, by=person_of(request))
        if typing is not None and typing.draft is not None:
            submitted(typing.draft, by=person_of(request))

    words = _words(request, case, going, practice_id, part) | _asking(part.form, part.add) | {"typing": typing}
    return ask(
        request, form, "reviews/part_write.html", words, act=act, say="It is recorded.",
        go=_address(part.key, case, practice_id),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def add_under(
    request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, part_id: uuid.UUID, key: str
) -> HttpResponse:
    part = BY_KEY[key]
    case, going, paper = _to_write(request, case_id, practice_id, part)
    row, under = _row(part, paper, part_id), part.under
    assert under is not None
    form = under.form(request.POST or None, told=_told(case, paper))

    def act() -> None:
        more = under.model(**{under.field: row}, **form.answers())
        actions.write_under(case, going, more, of=row, by=person_of(request))

    page = _address(f"{part.key}_one", case, practice_id, part_id)
    words = (
        _words(request, case, going, practice_id, part) | _asking(under.form, under.add) | {"row": row, "back": page}
    )
    return ask(request, form, "reviews/part_write.html", words, act=act, say="It is recorded.", go=page)


@signed_in
@require_http_methods(["GET", "POST"])
def set_part_aside(
    request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, part_id: uuid.UUID, key: str
) -> HttpResponse:
    part = BY_KEY[key]
    case, going, paper = _to_write(request, case_id, practice_id, part)
    row = _row(part, paper, part_id)
    return _aside(request, case, going, practice_id, part, row, row)


@signed_in
@require_http_methods(["GET", "POST"])
def set_under_aside(
    request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, part_id: uuid.UUID, entry_id: uuid.UUID, key: str
) -> HttpResponse:
    part = BY_KEY[key]
    case, going, paper = _to_write(request, case_id, practice_id, part)
    row, under = _row(part, paper, part_id), part.under
    assert under is not None
    entry = under.model._default_manager.filter(**{under.field: row}, pk=entry_id).first()
    if entry is None:
        raise Http404
    return _aside(request, case, going, practice_id, part, row, entry)


def _aside(
    request: HttpRequest, case: Case, going: UnderWay, practice_id: uuid.UUID, part: Part, row: Kept, what: Kept
) -> HttpResponse:
    if what.set_aside_at is not None:
        raise Http404
    form, page = SetAside(request.POST or None), _address(f"{part.key}_one", case, practice_id, row.pk)
    review = PracticeReview.objects.get(pk=practice_id)
    says = [f"{what}. It stays to be read, with your reason, and counts no more."]
    words = _words(request, case, going, practice_id, part) | {
        "title": "Set aside", "press": "Set it aside", "says": says, "prompts": (), "back": page,
    }  # fmt: skip
    return ask(
        request, form, "reviews/part_write.html", words, say="It is set aside.", go=page,
        act=lambda: actions.set_part_aside(case, review, what, why=form.cleaned_data["why"], by=person_of(request)),
    )  # fmt: skip


def _to_write(
    request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, part: Part
) -> tuple[Case, UnderWay, PracticeReview | None]:
    case, going, paper = open_practice(request, case_id, practice_id, part.may)
    if going is None:
        raise Http404
    return case, going, paper


def _words(
    request: HttpRequest, case: Case, going: UnderWay | None, practice_id: uuid.UUID, part: Part
) -> dict[str, Any]:
    review = str(going or PracticeReview.objects.get(pk=practice_id))
    return {
        "case": case, "part": part, "practice_id": practice_id, "of": review, "title": part.title,
        "says": part.says, "back": _address(part.key, case, practice_id), "overview": page_of(case, practice_id),
        "writes": going is not None and case.closed_at is None and may_do(person_of(request), case, part.may),
    }  # fmt: skip


def _asking(form: type[PartForm], add: str) -> dict[str, Any]:
    return {"title": add, "press": "Record it", "prompts": PROMPTS if form.prompted else ()}


def _address(name: str, case: Case, practice_id: uuid.UUID, *more: uuid.UUID) -> str:
    return reverse(f"reviews:{name}", args=[case.pk, practice_id, *more])


def _told(case: Case, paper: PracticeReview | None) -> Told:
    return Told(paper, tuple(bodies_for(case)), practitioners_for(case, paper))


def _rows(part: Part, paper: PracticeReview | None) -> list[Any]:
    if paper is None:
        return []
    return list(part.model._default_manager.filter(review=paper).select_related("recorded_by"))


def _row(part: Part, paper: PracticeReview | None, part_id: uuid.UUID) -> Any:
    row = next((one for one in _rows(part, paper) if one.pk == part_id), None)
    if row is None:
        raise Http404
    return row


def _file_of(row: Any, form: PartForm, case: Case, request: HttpRequest) -> None:
    """A file is kept in the folder; it stands or falls with the row that names it."""
    came = form.file()
    if came is not None:
        name, file = came
        setattr(row, name, store(case.folder, file.name or "file", file.read(), by=person_of(request), opens=ROOM))


def _to_send(row: Any, said: Any) -> str:
    """The words that the agency's people are to read here; none where it was written to in another way."""
    return actions.words_of(row) if said and isinstance(row, InformationRequest) else str(said or "")


NOT_SHOWN = {"id", "review", "recorded_by", "recorded_at", "set_aside_at", "set_aside_why", "safe", "version"}


def label_of(part: Part, name: str) -> str:
    return _label(part.model, name)


def _label(model: type[Any], name: str) -> str:
    words = LABELS.get(f"{model.__name__}.{name}") or LABELS.get(name) or str(model._meta.get_field(name).verbose_name)
    return words[0].upper() + words[1:]


def value_of(row: Any, name: str) -> Any:
    """A field in words; a document as itself, for a link."""
    if name == STANDS:
        return how_it_stands(row)
    if name == "whom":
        return row.whom
    value = getattr(row, name)
    if isinstance(value, Document):
        return value
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (date, datetime)):
        return spoken(value)
    if getattr(row._meta.get_field(name), "choices", None):
        return getattr(row, f"get_{name}_display")()
    return "" if value is None else str(value)


def shown_of(row: Any, without: str = "") -> Shown:
    """Everything that was written, but for what is empty."""
    names = [field.name for field in row._meta.concrete_fields if field.name not in NOT_SHOWN | {without}]
    return [(_label(type(row), name), value) for name in names if (value := value_of(row, name))]
