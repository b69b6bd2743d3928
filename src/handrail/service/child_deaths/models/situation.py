"""Deaths in specific situations: which the guidance names, what each asks besides, and who was told because of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.child_deaths.models.death import Death


class Situation(models.Model):
    """One situation that this death is in, by the edition's own key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    death = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="situations")
    key = models.CharField(max_length=60)
    edition = models.CharField(max_length=40)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("recorded_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["death", "key"], condition=models.Q(set_aside_at__isnull=True), name="a_situation_once"
            )
        ]

    def __str__(self) -> str:
        return self.key.replace("_", " ")


class SituationAnswer(models.Model):
    """An answer to one of the questions that a situation asks besides. The last one stands."""

    situation = models.ForeignKey(Situation, on_delete=models.RESTRICT, related_name="answers")
    question = models.CharField(max_length=60)
    text = models.TextField()
    given_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("given_at", "id")

    def __str__(self) -> str:
        return f"{self.question}: {self.text[:60]}"


class SituationTold(models.Model):
    """That somebody was told because of a situation: once, by a message of ours or otherwise."""

    situation = models.ForeignKey(Situation, on_delete=models.RESTRICT, related_name="told")
    who = models.CharField(max_length=60)
    name = models.CharField("who it was", max_length=200)
    email = models.EmailField("where our message went", blank=True)
    on = models.DateField()
    how = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["situation", "who"], condition=models.Q(set_aside_at__isnull=True),
                name="told_of_a_situation_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
