"""The shared fund of a partnership, year by year, kept as a book: what is wrong is set aside and replaced, never
overwritten. Pounds and pence, as they stand on the paper."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.common.drawing import in_words
from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body

E = TypeVar("E", bound=models.Model, covariant=True)


def _pounds(words: str, **more: Any) -> models.DecimalField[Any, Any]:
    return models.DecimalField(words, max_digits=10, decimal_places=2, **more)


class Budget(models.Model):
    """One year of the fund, as the partnership counts its years. The totals are of the book's entries, and are for
    those who may read their own body's entries alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    from_on = models.DateField("first day")
    until_on = models.DateField("last day")
    expected = _pounds("expected in cash", default=0)
    agreed = _pounds("agreed in cash", default=0)
    paid = _pounds("paid in cash", default=0)
    in_kind = _pounds("agreed in kind, as far as it is valued", default=0)
    carried_in = _pounds("carried in from the year before", default=0)
    planned = _pounds("planned to be spent", default=0)
    spent = _pounds("spent", default=0)
    begun_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-from_on",)
        constraints = [
            models.UniqueConstraint(fields=["partnership", "from_on"], name="a_year_of_the_fund_once"),
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")), name="a_year_of_the_fund_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        april = (self.from_on.month, self.from_on.day) == (4, 1)
        if april and self.until_on == date(self.from_on.year + 1, 3, 31):
            return f"{self.from_on.year}–{self.until_on.year % 100:02d}"
        return f"{in_words(self.from_on)} to {in_words(self.until_on)}"

    @property
    def day_before(self) -> date:
        return self.from_on - timedelta(days=1)


class EntryQuerySet(models.QuerySet[E]):
    def standing(self) -> EntryQuerySet[E]:
        """Those that count: nothing set aside."""
        return self.filter(set_aside_at__isnull=True)


class Entry(models.Model):
    """What both books' entries have. One that is replaced is set aside, and the new one says which it replaces."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    words = models.CharField("what should be known of it", max_length=300, blank=True)
    reference = models.CharField("number of the invoice or payment", max_length=100, blank=True)
    from_file = models.CharField("the file it was loaded from", max_length=200, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    book: ClassVar[str]
    """What addresses call it."""
    SAID: ClassVar[tuple[str, ...]]
    """What an entry says: what a correction may change."""

    class Meta:
        abstract = True


class FundContribution(Entry):
    """What one body is expected to give, agreed to give, or gave. In kind it may stand without a value."""

    class What(models.TextChoices):
        EXPECTED = "expected", "Expected"
        AGREED = "agreed", "Agreed"
        PAID = "paid", "Paid or given"

    class Means(models.TextChoices):
        CASH = "cash", "In cash"
        KIND = "kind", "In kind"

    book = "contribution"
    SAID = ("amount", "given", "reckoned", "on", "agreed_by_name", "where", "reference", "words")

    budget = models.ForeignKey(Budget, on_delete=models.RESTRICT, related_name="contributions")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    means = models.CharField(max_length=10, choices=Means)
    amount = _pounds("in pounds", null=True)
    given = models.CharField("what is given in kind", max_length=200, blank=True)
    reckoned = models.CharField("how its value was reckoned, or why it has none", max_length=300, blank=True)
    on = models.DateField("on which day")
    agreed_by_name = models.CharField("who agreed for the body", max_length=200, blank=True)
    where = models.CharField("where that is written down", max_length=300, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.RESTRICT, related_name="+", null=True)
    objects = EntryQuerySet["FundContribution"].as_manager()

    class Meta:
        ordering = ("on", "recorded_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["replaces"], name="a_contribution_is_replaced_once"),
            models.UniqueConstraint(
                fields=["budget", "body", "what"],
                condition=Q(means="cash", set_aside_at__isnull=True) & ~Q(what="paid"),
                name="a_body_expects_and_agrees_one_sum_of_a_year",
            ),
            models.CheckConstraint(
                condition=Q(means="cash", amount__isnull=False, given="") | (Q(means="kind") & ~Q(given="")),
                name="cash_has_its_amount_and_kind_says_what_it_is",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="a_contribution_is_not_below_nothing"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(reckoned=""), name="what_has_no_value_says_why"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_what_display()} by {self.body}, {in_words(self.on)}"


class FundLine(Entry):
    """What the fund has from the year before, plans for a heading, or spent under one."""

    class What(models.TextChoices):
        CARRIED_IN = "carried in", "Carried in from the year before"
        PLANNED = "planned", "Planned"
        SPENT = "spent", "Spent"

    book = "fund"
    SAID = ("heading", "amount", "on", "reference", "words")
    HEADINGS = (
        "Business unit", "Independent scrutiny", "Training", "Reviews", "Audits", "Children’s and families’ voices",
        "Website and procedures", "Child death reviews", "Kept in reserve",
    )  # fmt: skip
    """What partnerships print most; each may have others."""

    budget = models.ForeignKey(Budget, on_delete=models.RESTRICT, related_name="lines")
    what = models.CharField(max_length=10, choices=What)
    heading = models.CharField(max_length=60, blank=True)
    amount = _pounds("in pounds")
    on = models.DateField("on which day")
    replaces = models.ForeignKey("self", on_delete=models.RESTRICT, related_name="+", null=True)
    objects = EntryQuerySet["FundLine"].as_manager()

    class Meta:
        ordering = ("on", "recorded_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["replaces"], name="a_line_of_the_fund_is_replaced_once"),
            models.UniqueConstraint(
                fields=["budget", "what", "heading"],
                condition=Q(set_aside_at__isnull=True) & ~Q(what="spent"),
                name="a_heading_is_planned_once",
            ),
            models.CheckConstraint(
                condition=Q(what="carried in", heading="")
                | (~Q(what="carried in") & ~Q(heading="") & Q(amount__gte=0)),
                name="what_is_planned_or_spent_has_its_heading",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}{f' for {self.heading}' if self.heading else ''}, {in_words(self.on)}"


class ChildrenServed(models.Model):
    """How many children of the area a body serves, where somebody enters it. The newest of a body stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    children = models.PositiveIntegerField()
    source = models.CharField("where the number comes from", max_length=300)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("recorded_at", "id")
        verbose_name_plural = "children served"

    def __str__(self) -> str:
        return f"{self.children} children served by {self.body}"
