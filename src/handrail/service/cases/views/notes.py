"""Notes: a telephone call or another thing worth keeping."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.roles import ALL
from handrail.service.cases import actions
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.forms import WriteNote
from handrail.service.cases.models import Case, Note

MAY_WRITE = "write notes"


@signed_in
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """File a note; `?adds_to=` names an earlier one that it adds to."""
    folder = open_folder(request, case_id, what=ALL, may=MAY_WRITE)
    earlier = _earlier(folder, request.GET.get("adds_to", ""))
    form = WriteNote(request.POST or None, initial={"of": Note.Of.NOTE if earlier else Note.Of.CALL})
    if form.is_valid():
        told = form.cleaned_data
        try:
            note = actions.file_note(
                folder, of=told["of"], happened_at=form.instant, with_whom=told["with_whom"], text=told["text"],
                by=person_of(request), adds_to=earlier,
            )  # fmt: skip
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The note is filed.")
            return redirect("cases:note", case_id=case_id, note_id=note.pk)
    return render(request, "cases/write_note.html", {"case": folder, "form": form, "earlier": earlier})


@signed_in
@require_http_methods(["GET"])
def note(request: HttpRequest, case_id: uuid.UUID, note_id: uuid.UUID) -> HttpResponse:
    folder = open_folder(request, case_id, what=ALL)
    notes = Note.objects.filter(case=folder).select_related("recorded_by", "adds_to")
    kept = get_object_or_404(notes, pk=note_id)
    words = {
        "case": folder,
        "note": kept,
        "addenda": kept.addenda.select_related("recorded_by").order_by("recorded_at"),
        "writes": may_open(person_of(request), folder, what=ALL, may=MAY_WRITE),
    }
    return render(request, "cases/note.html", words)


def _earlier(folder: Case, typed: str) -> Note | None:
    """The note that is added to, if it is one of this folder."""
    if not typed:
        return None
    try:
        return Note.objects.filter(case=folder, pk=uuid.UUID(typed)).first()
    except ValueError:
        raise Http404 from None
