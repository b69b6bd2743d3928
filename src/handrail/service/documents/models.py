"""Files: bytes stored once under their hash, and the documents that name them."""

from __future__ import annotations

import uuid

from django.db import models

from handrail.service.access.models import Folder, Person, Writer, one_writer
from handrail.service.access.practitioners import Practitioner
from handrail.service.partnerships.models import Body


class Content(models.Model):
    """Bytes, stored once however many documents hold them."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    held = models.BinaryField()
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Document(models.Model):
    """A named file in a folder. `scanned_at` stays empty while nothing has scanned it, and pages say so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(Folder, on_delete=models.RESTRICT, related_name="documents")
    content = models.ForeignKey(Content, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    opens = models.CharField(max_length=40, default="all", help_text="which grant opens it")
    for_body = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True, help_text="whose contribution it is"
    )
    scanned_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    added_by_practitioner = models.ForeignKey(Practitioner, on_delete=models.RESTRICT, related_name="+", null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("added_at",)
        constraints = [one_writer("added_by", "document_added_by_one")]

    def __str__(self) -> str:
        return self.name

    @property
    def added_by_whom(self) -> Writer | None:
        return self.added_by or self.added_by_practitioner
