"""Storing a file: its bytes once, under their hash, and a document that names them in one folder."""

from __future__ import annotations

import hashlib
import re

from django.db import transaction

from handrail.service.access.models import Folder, Grant, Person, Writer, written_by
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.audit import actions as audit
from handrail.service.documents.dangers import refuse_dangers
from handrail.service.documents.kinds import FileKind, NotTaken, kind_of
from handrail.service.documents.models import Content, Document
from handrail.service.partnerships.models import Body

LARGEST = 20 * 1024 * 1024
"""Bytes. A larger file is refused with a sentence."""
LONGEST_NAME = 200


@transaction.atomic
def store(
    folder: Folder, name: str, held: bytes, *, by: Writer, opens: str = ALL, for_body: Body | None = None
) -> Document:
    """Keep a file in a folder. `opens` is the grant that opens it, `for_body` the body whose contribution it is.

    Raises NotTaken, with a sentence for people, where it is empty, too large, of a kind not kept here, or dangerous.
    """
    kind = judged(held)
    refuse_dangers(name, held, kind)
    if opens == CONTRIBUTION and for_body is None and isinstance(by, Person):
        for_body = _contributor(folder, by)
    content = Content(sha256=hashlib.sha256(held).hexdigest(), held=held, size=len(held))
    Content.objects.bulk_create([content], ignore_conflicts=True)
    document = Document.objects.create(
        folder=folder, content_id=content.sha256, name=fitting_name(name, kind), media_type=kind.media_type,
        opens=opens, for_body=for_body, **written_by("added_by", by),
    )  # fmt: skip
    audit.record(by, "added a document", document, folder.pk)
    return document


def keep_for_the_folder(document: Document) -> None:
    """A file that was the wrong one: from now it opens to those alone who hold the key to the whole folder."""
    document.opens, document.for_body = ALL, None
    document.save(update_fields=["opens", "for_body"])


def judged(held: bytes) -> FileKind:
    """The kind of a file that may be kept. Raises NotTaken."""
    if not held:
        raise NotTaken("The file is empty. Choose another.")
    if len(held) > LARGEST:
        raise NotTaken("The file is larger than 20 MB. Make it smaller, or split it, then add it again.")
    return kind_of(held)


def fitting_name(name: str, kind: FileKind) -> str:
    """The name as given, without folders, and with an ending that tells the truth of what is in the file."""
    plain = (
        re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", re.split(r"[/\\]", name)[-1]).strip(" .") or "document"
    )
    ending = next((one for one in kind.endings if plain.lower().endswith(one)), "")
    stem = plain[: len(plain) - len(ending)] if ending else plain
    ending = plain[len(stem) :] or kind.endings[0]
    return stem[: LONGEST_NAME - len(ending)] + ending


def _contributor(folder: Folder, by: Person) -> Body | None:
    """The body of this person that was asked to contribute, where that is one."""
    asked = Grant.objects.live().opening([CONTRIBUTION]).filter(folder=folder, body__in=by.bodies)
    bodies = {grant.body_id: grant.body for grant in asked.select_related("body")}
    return next(iter(bodies.values())) if len(bodies) == 1 else None
