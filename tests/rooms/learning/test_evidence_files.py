"""A file shows that something was done, or that it made a difference: it opens to the body it is of and to nobody
elsewhere, and is checked as every file is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit.actions import act_as, name_actor
from handrail.service.cases.models import Case
from handrail.service.documents.doors import may_open
from handrail.service.documents.models import Document
from handrail.service.learning.actions import recommending
from handrail.service.learning.actions.recommending import Whence, Whom
from handrail.service.learning.models import Addressee, Evidence
from tests.rooms.cast import Cast, open_folder_for

today = timezone.localdate
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def case(cast: Cast) -> Case:
    opened = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return opened


def put_to(cast: Cast, case: Case) -> tuple[Addressee, Addressee]:
    """One recommendation, to the trust and to the school."""
    made = recommending.recommend(
        case, text="Ring back.", made_on=today(), whence=Whence("A review"), due_on=today() + timedelta(days=60),
        to=[Whom(Addressee.To.BODY, cast.trust), Whom(Addressee.To.BODY, cast.school)], by=cast["coordinator"],
    )  # fmt: skip
    rows = {one.body_id: one for one in Addressee.objects.filter(recommendation=made)}
    return rows[cast.trust.pk], rows[cast.school.pk]


def page(put: Addressee, name: str = "put") -> str:
    return reverse(f"learning:{name}", kwargs={"case_id": put.case_id, "addressee_id": put.pk})


def typed(name: str, held: bytes) -> dict[str, object]:
    return {
        "text": "Calls were counted.", "kind": "audit", "seen_on_day": today().day, "seen_on_month": today().month,
        "seen_on_year": today().year, "file": SimpleUploadedFile(name, held),
    }  # fmt: skip


def sent(client: Client, cast: Cast, case: Case) -> tuple[Addressee, Document]:
    put, _ = put_to(cast, case)
    client.force_login(cast["hospital lead"])
    assert client.post(page(put, "done_evidence"), typed("audit.pdf", PDF)).status_code == 302
    name_actor(cast["coordinator"])
    document = Evidence.objects.get(addressee=put).document
    assert document is not None
    return put, document


def test_the_body_gives_a_file_and_reads_it_and_so_does_the_coordinator(client: Client, cast: Cast, case: Case) -> None:
    put, document = sent(client, cast, case)
    download = reverse("documents:download", args=[case.pk, document.pk])
    for reader in ("hospital lead", "coordinator"):
        client.force_login(cast[reader])
        assert "audit.pdf" in client.get(page(put)).content.decode(), reader
        assert client.get(download).content == PDF, reader


def test_another_body_that_the_same_is_recommended_to_does_not(client: Client, cast: Cast, case: Case) -> None:
    _, document = sent(client, cast, case)
    assert not may_open(cast["school lead"], document), "by the application's own wall"
    for nobody in ("school lead", "stranger", "administrator"):
        client.force_login(cast[nobody])
        for name in ("document", "download"):
            assert client.get(reverse(f"documents:{name}", args=[case.pk, document.pk])).status_code == 404, nobody


def test_the_database_itself_hides_it_from_another_body(client: Client, cast: Cast, case: Case) -> None:
    _, document = sent(client, cast, case)
    assert _sees(cast["hospital lead"], document)
    assert not _sees(cast["school lead"], document)
    name_actor(cast["coordinator"])


def _sees(person: Person, document: Document) -> bool:
    act_as(person)
    return Document.objects.filter(pk=document.pk).exists()


@pytest.mark.parametrize(
    ("name", "held", "says"),
    [("audit.docx", PDF, "PDF"), ("empty.pdf", b"", "empty"), ("run.pdf", PDF + b"/JavaScript (x)", "would run")],
)
def test_a_file_that_is_refused_keeps_nothing_and_says_why(
    client: Client, cast: Cast, case: Case, name: str, held: bytes, says: str
) -> None:
    put, _ = put_to(cast, case)
    client.force_login(cast["hospital lead"])
    answer = client.post(page(put, "done_evidence"), typed(name, held))
    assert answer.status_code == 200
    assert says in answer.content.decode()
    name_actor(cast["coordinator"])
    assert not Evidence.objects.exists()
    assert not Document.objects.exists()


def test_of_a_body_without_a_place_here_the_file_opens_with_the_key_to_all(
    client: Client, cast: Cast, case: Case
) -> None:
    made = recommending.recommend(
        case, text="Change the rule.", made_on=today(), whence=Whence("A review"), due_on=None,
        to=[Whom(Addressee.To.NATIONAL, None, "The Department")], by=cast["coordinator"],
    )  # fmt: skip
    put = Addressee.objects.get(recommendation=made)
    client.force_login(cast["coordinator"])
    assert client.post(page(put, "done_evidence"), typed("letter.pdf", PDF)).status_code == 302
    document = Evidence.objects.get().document
    assert document is not None
    assert (document.opens, document.for_body) == ("all", None)
