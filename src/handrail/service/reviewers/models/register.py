"""The register: who can be commissioned, what they know, when they are free, and which interests they declare."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body, Dated

EXPERTISE = {
    "infants": "Babies and infants",
    "adolescents": "Adolescents",
    "disability": "Disabled children",
    "neglect": "Neglect",
    "physical": "Physical abuse",
    "sexual": "Sexual abuse",
    "exploitation": "Exploitation, criminal or sexual",
    "domestic": "Domestic abuse",
    "suicide": "Suicide and self-harm",
    "race": "Race, culture and faith",
    "social care": "Social care",
    "health": "Health",
    "police": "Police",
    "education": "Schools and childcare",
    "justice": "Youth justice and probation",
    "families": "Working with families in reviews",
    "systems": "Looking at systems, and not at blame",
}


class Reviewer(models.Model):
    """Somebody on one partnership's register. They work at a body of the kind "independent reviewers"."""

    class Available(models.TextChoices):
        NOW = "now", "Can take a review now"
        LATER = "later", "Can take one from a day"
        NO = "no", "Takes none at present"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="reviewers")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    telephone = models.CharField(max_length=40, blank=True)
    in_pool = models.BooleanField("in this partnership's own pool", default=False)
    in_panels_pool = models.BooleanField("in the pool that the Panel makes public", default=False)
    expertise = ArrayField(models.CharField(max_length=20), default=list, help_text="keys of `EXPERTISE`")
    experience = models.TextField("reviews led or written, and what they know", blank=True)
    checked = models.TextField("references and checks that were seen", blank=True)
    available = models.CharField(max_length=10, choices=Available)
    available_on = models.DateField("free from", null=True)
    availability = models.CharField("how much time, and where", max_length=300, blank=True)
    declared_on = models.DateField("last declared their interests", null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    left_on = models.DateField("taken off the register", null=True)
    left_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "email"], condition=Q(left_on__isnull=True), name="on_a_register_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.body}"

    @property
    def knows(self) -> list[str]:
        return [words for key, words in EXPERTISE.items() if key in self.expertise]


class Interest(Dated):
    """How a reviewer stands, or stood, to one body. What was declared in error is set aside, and stays."""

    class Tie(models.TextChoices):
        EMPLOYED = "employed", "Employed by"
        WORKED = "worked", "Worked for, as a contractor or adviser"
        GOVERNS = "governs", "Sits on the board or governing body of"
        RELATED = "related", "Related or close to somebody at"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reviewer = models.ForeignKey(Reviewer, on_delete=models.RESTRICT, related_name="interests")
    tie = models.CharField(max_length=10, choices=Tie)
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    words = models.CharField("what exactly", max_length=300)
    declared_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True, help_text="declared or recorded in error")
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        ordering = ("body__name", "from_on")

    def __str__(self) -> str:
        return f"{self.get_tie_display()} {self.body}"
