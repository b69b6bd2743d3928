"""What leaves for the national database: a line for each answer, or the same nested, with the report on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.http import HttpResponse, JsonResponse

from handrail.guidance import london_day
from handrail.service.access.listed import Listed, list_as_csv
from handrail.service.reporting_forms.checking import report_on
from handrail.service.reporting_forms.national import Item, Record

ANSWERS = (
    "Reference", "Version of the forms", "Form", "Section", "Person", "Field", "Question", "Unit", "Told by", "Answer",
    "Agencies agree", "How far the field is confirmed",
)  # fmt: skip
REPORT = ("Reference", "Kind", "Where", "What")
LAYOUT = "handrail-child-death-forms/1"
"""Changes when a machine that read the file before would misread it."""


def answers_csv(name: str, records: Iterable[Record]) -> Listed:
    return list_as_csv(f"{name}-answers", ANSWERS, (_line(one, item) for one in records for item in one.items))


def report_csv(name: str, records: Iterable[Record], today: date) -> Listed:
    rows = ((one.reference, found.kind, found.where, found.says) for one in records for found in report_on(one, today))
    return list_as_csv(f"{name}-report", REPORT, rows)


def as_json(name: str, records: Iterable[Record], today: date) -> HttpResponse:
    answer = JsonResponse(
        {"layout": LAYOUT, "made_on": today.isoformat(), "deaths": [_death(one, today) for one in records]},
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


def _line(record: Record, item: Item) -> tuple[object, ...]:
    question = item.question
    return (
        record.reference, record.version.key, item.form.key, item.section.key, item.turn or "", question.key,
        question.asks, question.unit, item.source, item.value, "yes" if item.agrees else "no", question.seen.value,
    )  # fmt: skip


def _death(record: Record, today: date) -> dict[str, Any]:
    return {
        "reference": record.reference,
        "version": record.version.key,
        "version_pinned": record.pinned,
        "answers": [_answer(item) for item in record.items],
        "forms": list(_forms(record)),
        "report": [vars(found) for found in report_on(record, today)],
    }


def _answer(item: Item) -> dict[str, Any]:
    question = item.question
    said: dict[str, Any] = {
        "form": item.form.key, "section": item.section.key, "field": question.key, "kind": question.kind.value,
        "told_by": item.source, "answer": item.value or None, "seen": question.seen.value, "agrees": item.agrees,
    }  # fmt: skip
    said |= {"person": item.turn} if item.turn else {}
    return said | ({"unit": question.unit} if question.unit else {})


def _forms(record: Record) -> Iterator[dict[str, Any]]:
    for one in record.asked:
        yield {
            "agency": str(one.body),
            "supplements": list(one.sheet.get("supplements", ())),
            "asked_on": london_day(one.asked_at).isoformat(),
            "due_on": one.due_on.isoformat(),
            "received_on": london_day(one.received_at).isoformat() if one.received_at else None,
            "held_nothing": one.not_known_at is not None,
            "after_meeting": hasattr(one, "contribution") and one.contribution.after_review,
        }
