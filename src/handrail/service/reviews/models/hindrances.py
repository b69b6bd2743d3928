"""What a review waits for: information asked for in writing, other proceedings, and the delay that comes of it."""

from __future__ import annotations

from django.db import models

from handrail.guidance import spoken
from handrail.service.documents.models import Document
from handrail.service.partnerships.models import Body
from handrail.service.requests.models import Request
from handrail.service.reviews.models.written import Kept, OfReview


class InformationRequest(OfReview):
    """Information asked for in writing from a body or a person, for this review and for nothing else."""

    class Under(models.TextChoices):
        PARTNER = "partner", "By a safeguarding partner, under section 16H of the Children Act 2004"
        PANEL = "panel", "By the Panel, under section 16D of the Children Act 2004"
        NO_POWER = "no power", "As a request that nothing compels them to answer"

    under = models.CharField(max_length=20, choices=Under)
    by_body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    of_body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    of_name = models.CharField("a person, or a body that is not listed", max_length=200, blank=True)
    what = models.TextField("what is asked for")
    purpose = models.TextField("what for")
    goes_to = models.CharField("to whom it is to be given", max_length=300)
    on = models.DateField("the day of the letter")
    wanted_by = models.DateField(null=True)
    letter = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)
    through = models.ForeignKey(
        Request, on_delete=models.RESTRICT, related_name="+", null=True,
        help_text="what was put to the agency's own people here; empty where it was written to in another way",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.whom

    @property
    def whom(self) -> str:
        return str(self.of_body or self.of_name)


class InformationAnswer(Kept):
    """What came of a request on a day: given, refused, privilege claimed or disputed, up to a court's order."""

    class What(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", "Acknowledged"
        IN_PART = "in part", "Given in part"
        GIVEN = "given", "Given"
        LEGAL = "legal privilege", "Legal professional privilege claimed"
        MEDICAL = "medical confidence", "Medical confidence claimed"
        REFUSED = "refused", "Refused for another reason"
        ACCEPTED = "accepted", "The claim or refusal accepted"
        DISPUTED = "disputed", "The claim or refusal disputed"
        COURT = "court", "Court asked for an injunction"
        ORDERED = "ordered", "Court ordered that it be given"
        NOT_ORDERED = "not ordered", "Court did not order it"
        WITHDRAWN = "withdrawn", "Request withdrawn"

    class Court(models.TextChoices):
        HIGH = "high court", "The High Court"
        COUNTY = "county court", "The county court"

    request = models.ForeignKey(InformationRequest, on_delete=models.RESTRICT, related_name="answers")
    on = models.DateField()
    what = models.CharField(max_length=20, choices=What)
    court = models.CharField(max_length=20, choices=Court, blank=True)
    text = models.TextField("in what words, and on what advice", blank=True)

    class Meta(Kept.Meta):
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return self.get_what_display()


class Proceeding(OfReview):
    """Something that runs beside the review: a trial, an inquest, a review of another kind."""

    class Kind(models.TextChoices):
        CRIMINAL = "criminal", "Criminal investigation or trial"
        INQUEST = "inquest", "Inquest"
        FAMILY_COURT = "family court", "Family proceedings"
        DOMESTIC_HOMICIDE = "domestic homicide", "Domestic homicide review"
        ADULTS = "adults", "Safeguarding adults review"
        CHILD_DEATH = "child death", "Child death review"
        MENTAL_HEALTH = "mental health", "Mental health homicide or patient safety investigation"
        DISCIPLINARY = "disciplinary", "Disciplinary or professional conduct"
        COMPLAINT = "complaint", "Complaint or civil claim"
        OTHER = "other", "Something else"

    kind = models.CharField(max_length=20, choices=Kind)
    led_by = models.CharField("who leads it", max_length=300)
    known_on = models.DateField("known since")
    holds_up = models.TextField("what of the review it holds up, and why", blank=True)
    until_on = models.DateField("held up until, as far as is known", null=True)

    def __str__(self) -> str:
        return self.get_kind_display()


class ProceedingNews(Kept):
    """What became known of a proceeding on a day. What the last one says it holds up is what it holds up now."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.RESTRICT, related_name="news")
    on = models.DateField()
    text = models.TextField("what is known now")
    holds_up = models.TextField("what of the review it now holds up, and why", blank=True)
    until_on = models.DateField("held up until, as far as is known", null=True)
    ended = models.BooleanField("it has ended", default=False)

    class Meta(Kept.Meta):
        ordering = ("on", "recorded_at")
        verbose_name_plural = "news of proceedings"

    def __str__(self) -> str:
        return self.text[:80]


class Delay(OfReview):
    """It became known that a review will not be finished in time: why, and when it is expected instead."""

    on = models.DateField("known since")
    expected_on = models.DateField("expected instead")
    reasons = models.TextField()
    because = models.ForeignKey(Proceeding, on_delete=models.RESTRICT, related_name="delays", null=True)

    def __str__(self) -> str:
        return f"expected on {spoken(self.expected_on)} instead"


class DelayTold(Kept):
    """Somebody was told of a delay with its reasons."""

    class To(models.TextChoices):
        SECRETARY_OF_STATE = "secretary of state", "The Secretary of State (Department for Education)"
        PANEL = "panel", "The Panel"
        FAMILY = "family", "The family"
        OTHERS = "others", "Others: the partners, the agencies, a court"

    delay = models.ForeignKey(Delay, on_delete=models.RESTRICT, related_name="told")
    to = models.CharField(max_length=30, choices=To)
    on = models.DateField()
    how = models.CharField(max_length=300)

    class Meta(Kept.Meta):
        ordering = ("on", "recorded_at")
        verbose_name_plural = "delays told"

    def __str__(self) -> str:
        return self.get_to_display()
