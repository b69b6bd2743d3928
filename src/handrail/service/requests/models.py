"""Asking a body for something by a day. Each body sees only what it was asked for, from the day it was asked."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person, Writer, one_writer
from handrail.service.access.practitioners import Practitioner
from handrail.service.cases.models import Paper
from handrail.service.documents.models import Document
from handrail.service.partnerships.models import Body


class Request(Paper):
    """Something asked of one body. Drafts of the answer are `cases.Draft`; what was sent is `Contribution`."""

    class Of(models.TextChoices):
        SUMMARY = "summary", "Agency summary"
        CHRONOLOGY = "chronology", "Chronology"
        REPORTING_FORM = "reporting form", "Reporting form"
        SUPPLEMENT = "supplementary form", "Supplementary form"
        RETURN = "return", "Return"
        INFORMATION = "information", "Information for a review"
        REPLY = "draft reply", "Reply to a draft report"

    of = models.CharField(max_length=20, choices=Of, default=Of.SUMMARY)
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="requests")
    about = models.CharField(max_length=60, help_text="the incident or review it is about")
    children_named = models.TextField("who the request is about", help_text="what the body needs to search its records")
    what = models.TextField("what is asked")
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    sheet: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, help_text="which pages are put to the body, as the room that asks for them reads it"
    )
    by_code = models.BooleanField(
        default=False, help_text="a practitioner without an account is asked, and not the body at its own addresses"
    )
    opened_at = models.DateTimeField("first opened by the body", null=True)
    not_known_at = models.DateTimeField("the body answered that it holds nothing", null=True)
    received_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    no_longer_needed_at = models.DateTimeField(null=True)
    no_longer_needed_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("due_on", "body__name")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "body", "of", "about"],
                condition=Q(no_longer_needed_at__isnull=True)
                & (~Q(of="supplementary form") | Q(received_at__isnull=True)),
                name="a_body_is_asked_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_of_display()} asked of {self.body}"

    @property
    def called(self) -> str:
        """What is asked for, within a sentence."""
        return self.get_of_display().lower().removeprefix("agency ")

    @property
    def short(self) -> str:
        """The same in one word, for a button."""
        return "form" if self.is_form else self.called

    @property
    def is_return(self) -> bool:
        """Whether a body is asked about itself: a self-assessment, a return on training, the tool of an audit."""
        return self.of == self.Of.RETURN

    @property
    def is_form(self) -> bool:
        """Whether it is on a child's death: the agency's form, or a supplementary one asked for once that had come."""
        return self.of in (self.Of.REPORTING_FORM, self.Of.SUPPLEMENT)

    @property
    def for_review(self) -> bool:
        """Whether a practice review asks: for information in writing, or what the body says to a draft."""
        return self.of in (self.Of.INFORMATION, self.Of.REPLY)

    @property
    def drafted_as(self) -> str:
        """The journey on which an answer is drafted."""
        return self.get_of_display().lower()

    @property
    def after_what(self) -> str:
        """What an answer can come too late for."""
        if self.is_form:
            return "the child death review meeting was held"
        if self.is_return:
            return "the round was closed"
        return "the rapid review had been completed"

    @property
    def waits(self) -> bool:
        """Whether an answer is still looked for."""
        return self.received_at is None and self.no_longer_needed_at is None

    @property
    def overdue(self) -> bool:
        return self.waits and self.due_on < timezone.localdate()

    @property
    def came_late(self) -> bool:
        return self.received_at is not None and timezone.localtime(self.received_at).date() > self.due_on

    @property
    def stage(self) -> str:
        """Where it has got to, in words: each is a fact with an instant."""
        if self.no_longer_needed_at:
            return "no longer needed"
        if self.locked_at:
            return "received and locked"
        if self.received_at:
            return "holds nothing" if self.not_known_at else "received"
        return "opened" if self.opened_at else "asked"


COORDINATOR_ALONE = "limits"
"""The question on what may not be shared further: its answer is for whoever decides what to share."""


class Contribution(models.Model):
    """What a body sent. Never overwritten: a later word is an addendum."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(Request, on_delete=models.RESTRICT, related_name="contribution")
    answers: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    questions: models.JSONField[list[list[str]], list[list[str]]] = models.JSONField(
        default=list, help_text="as they were put: the name in `answers`, the page, the question"
    )
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    sent_by_practitioner = models.ForeignKey(Practitioner, on_delete=models.RESTRICT, related_name="+", null=True)
    approved_by_name = models.CharField("approved within the agency by", max_length=200, blank=True)
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)
    after_review = models.BooleanField("came after the review it was for", default=False)

    class Meta:
        constraints = [one_writer("sent_by", "contribution_sent_by_one")]

    def __str__(self) -> str:
        return f"what {self.request.body} sent"

    @property
    def sent_by_whom(self) -> Writer | None:
        return self.sent_by or self.sent_by_practitioner

    @property
    def held_nothing(self) -> bool:
        return not self.questions

    @property
    def pages(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every question as it was put, page by page, with its answer."""
        return self.pages_without(())

    @property
    def pages_for_others(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The same without what the agency told the coordinator alone."""
        return self.pages_without((COORDINATOR_ALONE,))

    def pages_without(self, names: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
        told: dict[str, list[tuple[str, str]]] = {}
        for name, page, question in self.questions:
            if name not in names:
                told.setdefault(page, []).append((question, self.answers.get(name, "")))
        return list(told.items())


class ContributionAddendum(models.Model):
    """A correction or a later word, with its author and reason. It stands beside what was sent."""

    contribution = models.ForeignKey(Contribution, on_delete=models.RESTRICT, related_name="addenda")
    text = models.TextField()
    reason = models.CharField(max_length=300)
    added_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("added_at",)

    def __str__(self) -> str:
        return self.reason


class Reminder(models.Model):
    """A request was chased: when, by whom (or by the day's round), and to where."""

    request = models.ForeignKey(Request, on_delete=models.RESTRICT, related_name="reminders")
    sent_to = models.EmailField()
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta:
        ordering = ("sent_at",)

    def __str__(self) -> str:
        return f"reminder to {self.sent_to}"
