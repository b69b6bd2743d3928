"""The child's and the family's part in a review, and what practitioners say to it in good faith."""

from __future__ import annotations

from django.db import models

from handrail.service.partnerships.models import Body
from handrail.service.reviews.models.written import Kept, OfReview


class FamilyMember(OfReview):
    """The child, or someone of the family, and how they are reached."""

    class Takes(models.TextChoices):
        NOT_ASKED = "not asked", "Not asked yet"
        YES = "yes", "Wants to take part"
        NO = "no", "Does not want to take part"
        LATER = "later", "May later, as after a trial"
        NOT_REACHED = "not reached", "Could not be reached"
        NOT_SAFE = "not safe", "Not asked, because it would not be safe or right"

    name = models.CharField(max_length=200)
    relation = models.CharField("who they are to the child", max_length=200)
    reached_by = models.CharField("how they are reached, and through whom", max_length=300, blank=True)
    needs = models.CharField("language, interpreter, advocate or other need", max_length=300, blank=True)
    takes_part = models.CharField(max_length=20, choices=Takes, default=Takes.NOT_ASKED)
    why = models.TextField("why they are not asked, or do not take part", blank=True)

    def __str__(self) -> str:
        return f"{self.name}, {self.relation}"


class FamilyContact(Kept):
    """A talk with one of the family or a letter: what they were told, what they said, and what they wish."""

    member = models.ForeignKey(FamilyMember, on_delete=models.RESTRICT, related_name="contacts")
    on = models.DateField()
    how = models.CharField("how, and by which role", max_length=300)
    told = models.TextField("what they were told", blank=True)
    said = models.TextField("what they said", blank=True)
    wishes = models.TextField("what they wish", blank=True, help_text="wishes may differ within one family")
    takes_part = models.CharField(max_length=20, choices=FamilyMember.Takes, blank=True)

    class Meta(Kept.Meta):
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return self.how


class Safe(models.Model):
    """Where one partnership keeps what was said in good faith. Only who may hear it reads what points here."""

    partnership = models.OneToOneField(Body, on_delete=models.RESTRICT, related_name="+")

    def __str__(self) -> str:
        return "said in good faith"


class GoodFaith(OfReview):
    """What a practitioner said to a review in good faith, by role and never by name; kept apart from all else."""

    safe = models.ForeignKey(Safe, on_delete=models.RESTRICT, related_name="kept")
    role = models.CharField("the role of who said it", max_length=200)
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    on = models.DateField()
    text = models.TextField()
    used = models.CharField("how it may be used", max_length=300)

    class Meta(OfReview.Meta):
        verbose_name_plural = "good faith"

    def __str__(self) -> str:
        return self.role
