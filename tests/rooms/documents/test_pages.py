"""Who may open a document, and how it is handed over."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.grounds import ASKING
from handrail.service.access.roles import ALL, CONTRIBUTION, MEETING_PACK
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import close_case, give_key, reopen_case, take_key_back
from handrail.service.cases.models import Case
from handrail.service.documents.actions import store
from handrail.service.documents.models import Document
from handrail.service.partnerships.models import Body
from tests.rooms.cast import Cast, open_folder_for


def address(document: Document, name: str = "download") -> str:
    return reverse(f"documents:{name}", kwargs={"case_id": document.folder_id, "document_id": document.pk})


def kept(case: Case, cast: Cast, opens: str = ALL, for_body: Body | None = None) -> Document:
    held = f"%PDF-1.7 {opens}".encode()
    return store(case.folder, "Tam’s “plan”.pdf", held, by=cast["notifier"], opens=opens, for_body=for_body)


def who_opens(client: Client, cast: Cast, document: Document) -> set[str]:
    opened = set()
    for part in ("coordinator", "police partner", "school lead", "hospital lead", "administrator", "stranger"):
        client.force_login(cast[part])
        answers = {client.get(address(document, name)).status_code for name in ("document", "download")}
        assert len(answers) == 1
        if answers == {200}:
            opened.add(part)
    return opened


def test_a_file_is_an_attachment_that_no_browser_runs(client: Client, cast: Cast) -> None:
    document = kept(open_folder_for(cast), cast)
    client.force_login(cast["coordinator"])
    answer = client.get(address(document))
    assert answer.content == b"%PDF-1.7 all"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_the_page_says_that_nothing_has_scanned_it(client: Client, cast: Cast) -> None:
    document = kept(open_folder_for(cast), cast)
    client.force_login(cast["coordinator"])
    assert "has not been scanned for viruses" in client.get(address(document, "document")).content.decode()


def test_opening_a_document_is_recorded(client: Client, cast: Cast) -> None:
    document = kept(open_folder_for(cast), cast)
    client.force_login(cast["coordinator"])
    client.get(address(document))
    looked = Entry.objects.get(looked=True, paper="Document")
    assert (looked.paper_id, looked.case_id) == (str(document.pk), document.folder_id)


@pytest.mark.parametrize(
    ("opens", "opened"),
    [
        (ALL, {"coordinator", "police partner"}),
        ("incidents", {"coordinator", "police partner"}),
        (MEETING_PACK, {"coordinator", "police partner", "school lead", "hospital lead"}),
        (CONTRIBUTION, {"coordinator", "police partner", "school lead"}),
    ],
)
def test_a_document_opens_to_the_grant_it_asks_for(client: Client, cast: Cast, opens: str, opened: set[str]) -> None:
    case = open_folder_for(cast)
    for body in (cast.school, cast.trust):
        for part in (CONTRIBUTION, MEETING_PACK):
            give_key(case, body, opens=part, why="asked", ground=ASKING, by=cast["notifier"])
    document = kept(case, cast, opens, for_body=cast.school if opens == CONTRIBUTION else None)
    assert who_opens(client, cast, document) == opened


def test_an_agency_whose_time_has_ended_opens_its_own_contribution_no_longer(client: Client, cast: Cast) -> None:
    case = open_folder_for(cast)
    give_key(case, cast.school, opens=CONTRIBUTION, why="asked", ground=ASKING, by=cast["notifier"])
    document = kept(case, cast, CONTRIBUTION, for_body=cast.school)
    take_key_back(case, cast.school, opens=CONTRIBUTION, by=cast["notifier"])
    assert "school lead" not in who_opens(client, cast, document)


def test_a_document_is_not_found_by_way_of_another_folder(client: Client, cast: Cast) -> None:
    document, other = kept(open_folder_for(cast), cast), open_folder_for(cast)
    client.force_login(cast["coordinator"])
    for case_id in (other.pk, uuid.uuid4()):
        page = reverse("documents:download", kwargs={"case_id": case_id, "document_id": document.pk})
        assert client.get(page).status_code == 404


def test_someone_signed_out_is_sent_to_sign_in(client: Client, cast: Cast) -> None:
    answer = client.get(address(kept(open_folder_for(cast), cast)))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("access:sign_in"))


def test_closing_the_folder_ends_the_key_to_ones_own_contribution_and_reopening_gives_it_again(
    client: Client, cast: Cast
) -> None:
    case = open_folder_for(cast)
    give_key(case, cast.school, opens=CONTRIBUTION, why="asked for a summary", ground=ASKING, by=cast["notifier"])
    document = kept(case, cast, opens=CONTRIBUTION, for_body=cast.school)
    assert who_opens(client, cast, document) == {"coordinator", "police partner", "school lead"}
    name_actor(cast["coordinator"])
    close_case(case, why="All is done.", by=cast["coordinator"])
    assert who_opens(client, cast, document) == {"coordinator", "police partner"}
    name_actor(cast["coordinator"])
    reopen_case(case, why="A late word.", by=cast["coordinator"])
    assert who_opens(client, cast, document) == {"coordinator", "police partner", "school lead"}
