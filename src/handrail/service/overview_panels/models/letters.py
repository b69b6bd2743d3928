"""A letter that tells somebody outside what the overview panel found, and that it was sent, how and to whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Paper
from handrail.service.overview_panels.models.pack import PanelPack


class Letter(Paper):
    """One letter to one reader. It may be written anew until it is sent; then it stands as it was."""

    class Of(models.TextChoices):
        FINDINGS = "findings", "What the panel found, without saying whose death it was"
        CAUSE = "cause", "An error in the registered cause of death"

    class To(models.TextChoices):
        PUBLIC_HEALTH = "public health", "The director of public health"
        WELLBEING_BOARD = "wellbeing board", "The health and wellbeing board"
        OTHER = "other", "Somebody else who can act on it"
        CERTIFYING_DOCTOR = "certifying doctor", "The doctor who certified the death"
        MEDICAL_EXAMINER = "medical examiner", "The medical examiner"
        CORONER = "coroner", "The coroner"
        REGISTRAR = "registrar", "The registrar"

    class How(models.TextChoices):
        EMAIL = "e-mail", "By e-mail, from Handrail"
        SECURE = "secure", "By secure e-mail, outside Handrail"
        POST = "post", "By post"
        HAND = "hand", "By hand"

    pack = models.ForeignKey(PanelPack, on_delete=models.RESTRICT, related_name="letters")
    of = models.CharField(max_length=10, choices=Of)
    to = models.CharField(max_length=20, choices=To)
    name = models.CharField("who is written to, by name or office", max_length=200)
    email = models.EmailField(blank=True)
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    let_stand = models.BooleanField("what was only possibly a mark was read, and tells nobody", default=False)
    how = models.CharField(max_length=10, choices=How, blank=True)
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    message = models.UUIDField(null=True, help_text="the message by which it left, if it left from here")
    set_aside_at = models.DateTimeField(null=True, help_text="recorded in error")
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("recorded_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, how="") | (Q(sent_on__isnull=False) & ~Q(how="")),
                name="a_letter_is_sent_in_some_way",
            )
        ]

    def __str__(self) -> str:
        about = "the panel’s findings" if self.of == self.Of.FINDINGS else "the registered cause of death"
        return f"Letter on {about}: {self.get_to_display()[0].lower()}{self.get_to_display()[1:]}"

    @property
    def stands(self) -> bool:
        return self.set_aside_at is None


READERS = {
    Letter.Of.FINDINGS: (Letter.To.PUBLIC_HEALTH, Letter.To.WELLBEING_BOARD, Letter.To.OTHER),
    Letter.Of.CAUSE: (
        Letter.To.CERTIFYING_DOCTOR, Letter.To.MEDICAL_EXAMINER, Letter.To.CORONER, Letter.To.REGISTRAR,
    ),
}  # fmt: skip
BOTH = (Letter.To.CERTIFYING_DOCTOR, Letter.To.MEDICAL_EXAMINER)
"""Those of whom the duty says: tell both. With a letter to each, it is met."""
