"""An agency's screens: what is asked, its lines, its files, what has to be mended, and sending.

Each is given the agency's part by one of the two doors that `urls` puts before it.
"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.audit.piecemeal import in_pieces
from handrail.service.cases.actions import NotDone
from handrail.service.chronologies.actions import delivering, writing
from handrail.service.chronologies.doors import Ours, own_delivery, own_line, own_row
from handrail.service.chronologies.forms import (
    GiveFile,
    LineForm,
    SendForm,
    WhyForm,
    as_columns_of,
    as_typed_of,
    as_typed_of_row,
)
from handrail.service.chronologies.models import Delivery, Line, Unread
from handrail.service.chronologies.reading.columns import BY_KEY
from handrail.service.chronologies.seeing import period_of
from handrail.service.chronologies.sheets import EXCEL, empty_template, own_lines, rows_to_mend
from handrail.service.chronologies.views.looking import as_file
from handrail.service.requests.actions import first_opened
from handrail.service.requests.doors_by_code import shut_with_thanks

PAGE = 100
LOOK_AGAIN = 5
"""Seconds after which the page of a file that is being read looks again."""


@signed_in
@require_http_methods(["GET"])
def template(request: HttpRequest) -> HttpResponse:
    """The empty spreadsheet. It says nothing of anybody."""
    return as_file(empty_template(), EXCEL, "chronology.xlsx")


@require_http_methods(["GET"])
def template_by_code(request: HttpRequest, part: Ours) -> HttpResponse:
    return as_file(empty_template(), EXCEL, "chronology.xlsx")


@require_http_methods(["GET"])
def ours(request: HttpRequest, part: Ours) -> HttpResponse:
    """An agency's own part: what waits to be sent, what was sent, what has to be mended."""
    if part.answers and part.asked.waits:
        first_opened(part.asked, by=part.by)
    lines = Line.objects.filter(request=part.asked).standing().placed().select_related("delivery")
    words = {
        **_words(part), "ready": lines.filter(sent_at__isnull=True).count(), "sent": lines.sent().count(),
        "page": Paginator(lines, PAGE).get_page(request.GET.get("page")), "rows": _rows(part)[:PAGE],
        "to_mend": writing.to_mend(part.asked), "period": period_of(part.chronology),
        "ended": Line.objects.filter(request=part.asked, ended_at__isnull=False).sent().count(),
        "files": Delivery.objects.filter(request=part.asked).select_related(
            "added_by", "added_by_practitioner__body"
        ),
    }  # fmt: skip
    return render(request, "chronologies/ours.html", words)


def _to(page: str, part: Ours, **more: uuid.UUID) -> HttpResponse:
    return redirect(part.at(page, **more))


def _words(part: Ours) -> dict[str, object]:
    asked = part.asked
    return {
        "case": asked.case, "asked": asked, "chronology": part.chronology, "part": part, "answers": part.answers,
        "changes": asked.case.closed_at is None and asked.no_longer_needed_at is None,
    }  # fmt: skip


@require_http_methods(["GET"])
def copy(request: HttpRequest, part: Ours) -> HttpResponse:
    """Their own lines in our columns and theirs, to keep, to have agreed in the agency, or to go on with and give
    again."""
    lines = Line.objects.filter(request=part.asked).standing().placed()
    others = sorted({name for other in in_pieces(lines.values_list("other", flat=True)) for name in other})
    return as_file(own_lines(map(as_columns_of, in_pieces(lines)), others), EXCEL, "our chronology.xlsx")


def _rows(part: Ours) -> list[Unread]:
    waiting = Unread.objects.filter(
        delivery__request=part.asked, delivery__cancelled_at__isnull=True, mended_as__isnull=True,
        left_out_at__isnull=True,
    )  # fmt: skip
    return list(waiting.select_related("delivery"))


@require_http_methods(["GET", "POST"])
def give_file(request: HttpRequest, part: Ours) -> HttpResponse:
    form = GiveFile(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            delivery = delivering.deliver(
                part.asked, file.name or "", file.read(), how=form.cleaned_data["how"], by=part.by
            )
        except NotDone as reason:
            form.add_error("file", str(reason))
        else:
            return _to("file", part, delivery_id=delivery.pk)
    return render(request, "chronologies/give_file.html", {**_words(part), "form": form, "columns": BY_KEY.values()})


@require_http_methods(["GET"])
def file(request: HttpRequest, part: Ours, delivery_id: uuid.UUID) -> HttpResponse:
    """What became of a file, or how far it has been read."""
    delivery = own_delivery(part, delivery_id)
    lines = Line.objects.filter(delivery=delivery).standing()
    days = lines.order_by("from_on").values_list("from_on", flat=True)
    answer = render(
        request,
        "chronologies/file.html",
        {
            **_words(part), "file": delivery, "first": days.first(), "last": days.last(),
            "rows": [row for row in _rows(part) if row.delivery_id == delivery.pk][:PAGE],
            "outside": _outside(part, lines.count(), delivery), "unsent": lines.filter(sent_at__isnull=True).exists(),
            "every": LOOK_AGAIN,
        },
    )  # fmt: skip
    if delivery.waits:
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


def _outside(part: Ours, count: int, delivery: Delivery) -> int:
    """How many of its lines lie outside the period asked about: a sign of a slipped year."""
    lines = Line.objects.filter(delivery=delivery).standing()
    if part.chronology.from_on:
        lines = lines.filter(until_on__gte=part.chronology.from_on)
    if part.chronology.until_on:
        lines = lines.filter(from_on__lte=part.chronology.until_on)
    return count - lines.count()


@require_http_methods(["POST"])
def stop(request: HttpRequest, part: Ours, delivery_id: uuid.UUID) -> HttpResponse:
    try:
        delivering.stop(own_delivery(part, delivery_id), by=part.by)
    except NotDone as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, "The file was taken out. None of its lines was sent.")
    return _to("ours", part)


@require_http_methods(["GET"])
def to_mend(request: HttpRequest, part: Ours) -> HttpResponse:
    """The rows that could not be read, as a spreadsheet with the reasons: mended there, it is given again."""
    rows = [(row.row, row.cells, row.why) for row in _rows(part)]
    return as_file(rows_to_mend(rows), EXCEL, "to mend.xlsx")


@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, part: Ours, unread_id: uuid.UUID) -> HttpResponse:
    row = own_row(part, unread_id)
    posted = request.method == "POST"
    form = LineForm(request.POST if posted else None, initial=as_typed_of_row(row.cells))
    if posted and form.is_valid():
        try:
            writing.mend(row, form.words, by=part.by)
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            return _next_row(request, part, f"Row {row.row} is mended.")
    others = {name: words for name, words in row.cells.items() if name not in BY_KEY}
    return render(request, "chronologies/write.html", {**_words(part), "form": form, "row": row, "others": others})


def _next_row(request: HttpRequest, part: Ours, said: str) -> HttpResponse:
    left = writing.to_mend(part.asked)
    messages.success(request, f"{said} {left} still to mend." if left else f"{said} Nothing is left to mend.")
    return _to("ours", part)


@require_http_methods(["POST"])
def leave_out(request: HttpRequest, part: Ours, unread_id: uuid.UUID) -> HttpResponse:
    row = own_row(part, unread_id)
    try:
        writing.leave_out(row, by=part.by)
    except NotDone as reason:
        messages.warning(request, str(reason))
        return _to("ours", part)
    return _next_row(request, part, f"Row {row.row} is left out.")


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, part: Ours) -> HttpResponse:
    """A line typed here; it is kept at once and sent with the others."""
    form = LineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            line = writing.write_line(part.asked, form.words, by=part.by)
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"Kept: {line.when}. It is sent with the others.")
            again = "again" in request.POST
            return _to("write" if again else "ours", part)
    return render(request, "chronologies/write.html", {**_words(part), "form": form, "row": None, "others": {}})


@require_http_methods(["GET", "POST"])
def change_line(request: HttpRequest, part: Ours, line_id: uuid.UUID) -> HttpResponse:
    """Change a line, or correct one that was sent."""
    line = own_line(part, line_id)
    posted, sent = request.method == "POST", line.sent_at is not None
    form = LineForm(request.POST if posted else None, sent=sent, initial=as_typed_of(line))
    if posted and form.is_valid():
        try:
            writing.change_line(line, form.words, why=form.cleaned_data.get("why", ""), by=part.by)
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Corrected. What was sent can still be read." if sent else "Changed.")
            return _to("ours", part)
    before = []
    one = line.corrects
    while one is not None:
        before.append(one)
        one = one.corrects
    return render(
        request, "chronologies/change_line.html", {**_words(part), "form": form, "line": line, "before": before}
    )


@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, part: Ours, line_id: uuid.UUID) -> HttpResponse:
    line = own_line(part, line_id)
    missing = "Say why the line is taken out" if line.sent_at else ""
    form = WhyForm(request.POST if request.method == "POST" else None, label="Why it is taken out", missing=missing)
    if request.method == "POST" and form.is_valid():
        try:
            writing.take_out(line, why=form.cleaned_data["why"], by=part.by)
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "The line is taken out.")
            return _to("ours", part)
    return render(request, "chronologies/take_out.html", {**_words(part), "form": form, "line": line})


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, part: Ours) -> HttpResponse:
    """Say who agreed it, and send what is ready."""
    again = part.asked.received_at is not None
    form = SendForm(request.POST if request.method == "POST" else None, again=again)
    ready = Line.objects.filter(request=part.asked, sent_at__isnull=True).standing()
    if request.method == "POST" and form.is_valid():
        try:
            return _sent(request, part, form.declared)
        except NotDone as reason:
            form.add_error(None, str(reason))
    days = ready.order_by("from_on").values_list("from_on", flat=True)
    words = {**_words(part), "form": form, "ready": ready.count(), "first": days.first(), "last": days.last()}
    return render(request, "chronologies/send.html", {**words, "to_mend": writing.to_mend(part.asked), "again": again})


def _sent(request: HttpRequest, part: Ours, declared: writing.Declared) -> HttpResponse:
    if part.practitioner is not None:
        sent = writing.send_by_code(part.asked, declared, by=part.practitioner)
        return shut_with_thanks(request, part.asked, sent)
    count = writing.send(part.asked, declared, by=person_of(request))
    said = "1 line was" if count == 1 else f"{count:,} lines were"
    messages.success(request, f"{said} sent. Thank you. {part.asked.case.partnership} has been told.")
    return _to("ours", part)
