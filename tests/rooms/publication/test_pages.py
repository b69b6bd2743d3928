"""The pages of a publication: what they say when something cannot be done, and what they keep of what was typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import PaperLine
from handrail.service.publication import actions
from handrail.service.publication.models import Mark, Publication
from handrail.service.publication.rounds import release_due
from handrail.service.publication.written import Section, Text
from tests.rooms.cast import Cast
from tests.rooms.publication.publishing import LEAVES, NOW, TEXT, approved, begun, set_to_leave, write, written


def address(publication: Publication, name: str, **more: object) -> str:
    return reverse(
        f"publication:{name}", kwargs={"case_id": publication.case_id, "publication_id": publication.pk, **more}
    )


def page(client: Client, person: Person, where: str) -> str:
    client.force_login(person)
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_gate_says_why_a_text_stayed(cast: Cast, client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        publication = set_to_leave(cast)
        actions.put_on_hold(publication, ground="inquest", reason="The inquest sits.", by=cast["coordinator"])
    with time_machine.travel(LEAVES + timedelta(minutes=1), tick=False):
        assert release_due() == 0
        shown = page(client, cast["coordinator"], address(publication, "gate"))
    assert "It did not leave" in shown
    assert "No legal hold stands: not yet. An inquest: The inquest sits." in shown


def test_what_was_typed_over_an_overtaken_version_is_still_on_the_page(cast: Cast, client: Client) -> None:
    publication, _ = written(cast)
    client.force_login(cast["coordinator"])
    said = {"over": "1", "heading": "What was learnt", "level": "2", "body": "Another wording."}
    shown = client.post(address(publication, "part", part="section-1"), said).content.decode()
    assert "saved version 2 a moment ago" in shown
    assert "Another wording." in shown


def test_a_page_of_the_text_saves_its_own_part_alone(cast: Cast, client: Client) -> None:
    publication, _ = written(cast)
    client.force_login(cast["coordinator"])
    said = {"over": "2", "text": "Ring twice.", "addressed_to": "The school\nThe trust"}
    client.post(address(publication, "part", part="recommendation-2"), said)
    said = {"over": "3", "heading": "", "level": "2", "body": ""}
    client.post(address(publication, "part", part="section-1"), said)
    kept = publication.versions.latest("number").text
    assert [one["heading"] for one in kept["sections"]] == ["What is to improve"]
    assert kept["recommendations"][1] == {"text": "Ring twice.", "addressed_to": ["The school", "The trust"]}
    assert kept["title"] == TEXT.title


@pytest.mark.parametrize("part", ["section-9", "recommendation-0", "nothing", "section-"])
def test_a_part_that_is_not_there_is_not_found(cast: Cast, client: Client, part: str) -> None:
    publication, _ = begun(cast)
    client.force_login(cast["coordinator"])
    assert client.get(address(publication, "part", part=part)).status_code == 404


def test_somebody_who_wrote_some_of_it_is_told_so_when_approving(cast: Cast, client: Client) -> None:
    publication, _ = written(cast)
    senior = cast["senior officer"]
    name_actor(senior)
    actions.write(publication, Text("Child R", "", TEXT.sections), over=2, by=senior)
    client.force_login(senior)
    shown = client.post(address(publication, "approve"), {"number": "3"}).content.decode()
    assert "You wrote some of this text." in shown


def test_a_mark_is_shown_in_its_sentence_with_what_it_reveals(cast: Cast, client: Client) -> None:
    publication, _ = begun(cast)
    write(cast, publication, Text("Child Q", "", (Section("What happened", "Nobody asked Jaspar why."),)))
    shown = page(client, cast["coordinator"], address(publication, "marks"))
    assert "Nobody asked <mark><strong>Jaspar</strong></mark> why." in shown
    assert "misspelt" in shown


def test_what_the_text_says_is_never_markup(cast: Cast, client: Client) -> None:
    publication, _ = begun(cast)
    write(cast, publication, Text("<b>Q</b>", "", (Section("<i>", "<script>alert(1)</script>"),)))
    for name in ("read", "text", "gate", "marks"):
        shown = page(client, cast["coordinator"], address(publication, name))
        assert "<script>alert" not in shown
        assert "<b>Q" not in shown


def test_the_folder_lists_the_publication_and_says_that_it_is_set_to_leave(cast: Cast, client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        publication = set_to_leave(cast)
        assert PaperLine.objects.filter(paper_id=publication.pk, title="Publication: the report").exists()
        shown = page(client, cast["coordinator"], reverse("cases:case", args=[publication.case_id]))
    assert "A public text is set to leave on 16 September 2024." in shown
    assert not Mark.objects.exists()


def test_approvers_see_the_reasons_for_the_marks(cast: Cast, client: Client) -> None:
    publication, _ = begun(cast)
    write(cast, publication, Text("Child Q", "", (Section("What happened", "Dr Quillfeather rang."),)))
    actions.let_stay(Mark.objects.get(), because="She asked to be named.", by=cast["coordinator"])
    shown = page(client, cast["senior officer"], address(publication, "approve"))
    assert "She asked to be named." in shown
    approved(cast, publication, cast["senior officer"])
    assert "You approved this version" in page(client, cast["senior officer"], address(publication, "approve"))


def test_nobody_is_offered_to_approve_what_has_open_marks(cast: Cast, client: Client) -> None:
    publication, _ = written(cast, Text("Child Q", "", (Section("What happened", "Then Jasper was seen."),)))
    shown = page(client, cast["senior officer"], address(publication, "approve"))
    assert "1 mark is still open." in shown
    assert "Approve this version" not in shown
    write(cast, publication, TEXT)
    assert "Approve this version" in page(client, cast["senior officer"], address(publication, "approve"))
