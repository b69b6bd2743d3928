"""What a partnership calls "modifiable factors" among its own people, beside the edition's words and never for them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body


class LocalWording(models.Model):
    """One setting of it. The last stands; empty words say that the edition's own are enough."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    words = models.CharField(max_length=120, blank=True)
    set_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-set_at",)

    def __str__(self) -> str:
        return self.words or "The edition’s own words"


def wording_of(partnership: Body) -> str:
    """The local words that stand; empty where there are none."""
    kept = LocalWording.objects.filter(partnership=partnership).first()
    return kept.words if kept else ""


def beside(partnership: Body) -> str:
    """The sentence that stands beside the edition's words; empty where the partnership has none of its own."""
    words = wording_of(partnership)
    return (
        f"Here “modifiable factors” are also called “{words}”. The form’s own words stand, and they alone leave for "
        "the national database."
        if words
        else ""
    )
