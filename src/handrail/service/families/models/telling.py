"""The key worker, what the family may be told and until when, the guide they were offered, and what they asked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from handrail.service.families.models.people import Relative
from handrail.service.families.models.written import Kept
from handrail.service.meetings.models import Meeting
from handrail.service.partnerships.models import Body


class KeyWorker(Kept):
    """The family's one point of contact, from a day until another. Not always from health.

    Parents who live apart may each have their own: `relative` is empty for one who is everybody's.
    """

    relative = models.ForeignKey(Relative, on_delete=models.RESTRICT, related_name="keyworkers", null=True)
    name = models.CharField(max_length=200)
    job = models.CharField(max_length=200)
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    body_name = models.CharField("agency, where it is not listed", max_length=200, blank=True)
    reached_at = models.CharField("how the family and others reach them", max_length=300)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)
    handed_over = models.TextField("what was handed over, and who told the family", blank=True)

    class Meta(Kept.Meta):
        ordering = ("from_on", "recorded_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="a_key_worker_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=False) ^ ~Q(body_name=""), name="a_key_worker_is_of_one_agency"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}, {self.job}, {self.agency}"

    @property
    def agency(self) -> str:
        return str(self.body) if self.body else self.body_name


class Telling(Kept):
    """What one of the family, or all of them, may or may not be told; who decided so, why, and when it is looked at."""

    class Because(models.TextChoices):
        TRIAL = "trial", "A criminal investigation or trial"
        INQUEST = "inquest", "The coroner's investigation or inquest"
        SAFETY = "safety", "Somebody's safety"
        FAMILY_COURT = "family court", "Proceedings in the family court"
        OTHERS = "others", "It is about other people"
        WISHES = "wishes", "Their own wish"
        OTHER = "other", "Something else"

    relative = models.ForeignKey(Relative, on_delete=models.RESTRICT, related_name="tellings", null=True)
    held_back = models.BooleanField("not to be told for now")
    what = models.TextField()
    because = models.CharField(max_length=20, choices=Because)
    why = models.TextField()
    decided_by_name = models.CharField("who decided, and for which agency", max_length=200)
    decided_on = models.DateField()
    until = models.CharField("until what", max_length=200, blank=True)
    look_on = models.DateField("the day it is looked at again", null=True)

    class Meta(Kept.Meta):
        ordering = ("decided_on", "recorded_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(held_back=False) | Q(look_on__isnull=False), name="what_is_held_back_is_looked_at_again"
            )
        ]

    def __str__(self) -> str:
        return ("Not to be told: " if self.held_back else "May be told: ") + self.what[:80]


class TellingLook(Kept):
    """Somebody looked again at what may be told: it stands until another day, or it has ended."""

    telling = models.ForeignKey(Telling, on_delete=models.RESTRICT, related_name="looks")
    on = models.DateField()
    decided_by_name = models.CharField("who decided, and for which agency", max_length=200)
    ends = models.BooleanField("it has ended")
    why = models.TextField()
    look_on = models.DateField("the day it is looked at again", null=True)

    class Meta(Kept.Meta):
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return "It ended" if self.ends else "It stands"


class Leaflet(Kept):
    """The guide for bereaved families was offered, given or declined on a day."""

    class What(models.TextChoices):
        OFFERED = "offered", "Offered; they have not taken it yet"
        GIVEN = "given", "Offered and given"
        DECLINED = "declined", "Offered and declined"

    relative = models.ForeignKey(Relative, on_delete=models.RESTRICT, related_name="leaflets", null=True)
    title = models.CharField(max_length=200)
    what = models.CharField(max_length=10, choices=What)
    on = models.DateField()
    by_name = models.CharField("by whom, and from which agency", max_length=200)
    form = models.CharField("language and form", max_length=200, blank=True)

    class Meta(Kept.Meta):
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return f"{self.title}: {self.get_what_display()[0].lower()}{self.get_what_display()[1:]}"


class Question(Kept):
    """What one of the family asked. `meeting` is the one at which it is put, as an item of its agenda."""

    relative = models.ForeignKey(Relative, on_delete=models.RESTRICT, related_name="questions", null=True)
    asked_on = models.DateField()
    asked_of = models.CharField("who was asked", max_length=200)
    text = models.TextField()
    meeting = models.ForeignKey(Meeting, on_delete=models.RESTRICT, related_name="+", null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta(Kept.Meta):
        ordering = ("asked_on", "recorded_at")

    def __str__(self) -> str:
        return self.text[:120]


class Answer(Kept):
    """What was answered, by whom and when. It still has to be told back."""

    question = models.ForeignKey(Question, on_delete=models.RESTRICT, related_name="answers")
    on = models.DateField()
    by_name = models.CharField("who answered, and for which agency", max_length=200)
    text = models.TextField()

    class Meta(Kept.Meta):
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return self.text[:120]


class ToldBack(Kept):
    """An answer reached the one who asked."""

    answer = models.ForeignKey(Answer, on_delete=models.RESTRICT, related_name="told")
    on = models.DateField()
    how = models.CharField("how", max_length=200)
    by_name = models.CharField("by whom", max_length=200)

    class Meta(Kept.Meta):
        ordering = ("on", "recorded_at")
        verbose_name_plural = "told back"

    def __str__(self) -> str:
        return f"{self.how}, by {self.by_name}"
