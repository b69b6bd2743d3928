"""What findings and recommendations mean, kept beside them so that the nearest are found without reading all."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from handrail.service.cases.models import Case
from handrail.service.learning.meaning.vectors import LENGTH
from handrail.service.partnerships.models import Body

if TYPE_CHECKING:
    Field = models.Field[str | None, str | None]
else:
    Field = models.Field


class SignatureField(Field):
    """The signs of a vector, as bits, which PostgreSQL compares and counts."""

    description = "the signs of a vector"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return f"bit({LENGTH})"


class Meaning(models.Model):
    """One finding or recommendation, to be found by. Made of its words; made anew, it is the same.

    `partnership` is the folder's and `review_id` the paper's, kept here so that whose row it is can be told without
    looking at either.
    """

    class Of(models.TextChoices):
        FINDING = "finding", "Finding"
        RECOMMENDATION = "recommendation", "Recommendation"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper_id = models.UUIDField(unique=True)
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    review_id = models.UUIDField(null=True)
    of = models.CharField(max_length=20, choices=Of)
    stands = models.BooleanField(default=True)
    text = models.TextField()
    made_by = models.CharField("the model its vector is made by", max_length=60, blank=True)
    vector = models.BinaryField(null=True)
    signature = SignatureField(null=True)

    class Meta:
        indexes = [
            GinIndex(SearchVector("text", config="english"), name="meaning_words"),
            models.Index(
                fields=["partnership"],
                include=["case", "signature", "paper_id", "stands", "review_id"],
                name="meaning_signed",
            ),
            models.Index(fields=["case"], condition=models.Q(signature__isnull=True), name="meaning_not_made_yet"),
        ]

    def __str__(self) -> str:
        return f"{self.of} {self.paper_id}"
