"""What published reviews found, taken from what anybody may read of them, kept so that it can be weighed together."""

from __future__ import annotations

import uuid

from django.db import models


class PublishedFinding(models.Model):
    """One finding in the words in which it was published. Made of the document alone; made anew, it is the same."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.CharField("where it stands on the public site", max_length=120)
    version = models.PositiveIntegerField("which release at this address")
    place = models.PositiveIntegerField("in the order of the document")
    title = models.TextField("what it was published in")
    publisher = models.CharField(max_length=300)
    published_on = models.DateField()
    heading = models.TextField(blank=True)
    words = models.TextField()
    made_by = models.CharField("the model its vector is made by", max_length=60, blank=True)
    vector = models.BinaryField(null=True)

    class Meta:
        ordering = ("published_on", "address", "place")
        constraints = [
            models.UniqueConstraint(fields=["address", "version", "place"], name="a_published_finding_is_kept_once")
        ]

    def __str__(self) -> str:
        return self.heading or self.words

    @property
    def whole(self) -> str:
        """What its meaning is made from."""
        return f"{self.heading.rstrip('.')}. {self.words}" if self.heading else self.words
