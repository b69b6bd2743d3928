"""Whether a death calls for a joint agency response: decided together, with each of the edition's criteria answered."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.child_deaths.models.death import Death, YesNo


class JointDecision(models.Model):
    """What health, police and social care decided together. The last one that was not set aside stands."""

    death = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="joint_decisions")
    called_for = models.BooleanField()
    decided_on = models.DateField()
    decided_at = models.DateTimeField(null=True, help_text="the instant, where it is known")
    health = models.CharField("who decided for health", max_length=200, blank=True)
    police = models.CharField("who decided for the police", max_length=200, blank=True)
    social_care = models.CharField("who decided for children's social care", max_length=200, blank=True)
    alone_because = models.CharField("why not all three", max_length=300, blank=True)
    reasons = models.TextField()
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("recorded_at", "id")

    def __str__(self) -> str:
        return "Joint agency response called for" if self.called_for else "No joint agency response"


class TriggerConsidered(models.Model):
    """One criterion of the edition that governed, as it was answered."""

    decision = models.ForeignKey(JointDecision, on_delete=models.RESTRICT, related_name="triggers")
    instrument = models.CharField(max_length=60)
    edition = models.CharField(max_length=40)
    criterion = models.CharField(max_length=60)
    answer = models.CharField(max_length=20, choices=YesNo)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["decision", "criterion"], name="a_trigger_considered_once")]

    def __str__(self) -> str:
        return f"{self.criterion.replace('_', ' ')}: {self.get_answer_display().lower()}"
